/** The events the hub takes, for the filter; a test holds it against the model's catalogue. */
export const eventTypes: Readonly<Record<string, string>> = {
  'mfg.production.material.issued.v1': 'Material issued',
  'mfg.production.material.returned.v1': 'Material returned',
  'mfg.production.operation.completed.v1': 'Operation completed',
  'mfg.production.operation.completion-reversed.v1': 'Operation completion taken back',
  'mfg.production.output.received.v1': 'Finished goods received',
  'mfg.production.output.reversed.v1': 'Finished goods receipt taken back',
  'mfg.production.scrap.recorded.v1': 'Scrap recorded',
  'mfg.production.scrap.reversed.v1': 'Scrap taken back',
  'mfg.production.order.closed.v1': 'Production order closed',
}
