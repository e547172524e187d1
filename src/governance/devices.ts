/** What a device at a work centre may say: what hands do there, and taking it back. Nothing about an order as a whole. */
export const deviceTypes: readonly string[] = [
  'material.issued',
  'material.returned',
  'operation.started',
  'operation.start-voided',
  'operation.paused',
  'operation.resumed',
  'operation.completed',
  'operation.completion-reversed',
  'output.received',
  'output.reversed',
  'scrap.recorded',
  'scrap.reversed',
].map((name) => `mfg.production.${name}.v1`)
