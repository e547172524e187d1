/** What a test or a person can make go wrong while the MES runs. */
export interface Faults {
  /** The usual mishaps of a plant: late, twice, out of order, mistyped. */
  mishaps: boolean
  /** Orders are worked on, but nobody acknowledges them. */
  dropAcks: boolean
  /** Orders are refused. */
  refuseOrders: boolean
  /** Every report is sent twice. */
  duplicateAll: boolean
  /** Every report is sent twenty times at once. */
  flood: boolean
  /** Nothing is sent; work goes on. */
  silent: boolean
  /** The hub's answers are lost on the way: reports are sent again although they were taken. */
  loseAnswers: boolean
  /** One report in ten never arrives, although the MES believes so; only whoever counts them can find out. */
  loseReports: boolean
  /** New reports have wrong units. */
  wrongUnits: boolean
  /** What the MES does with deliveries of orders: take them, fail after taking them, fail before, or never answer. */
  webhook: 'take' | 'take-and-fail' | 'fail' | 'hang' | 'busy'
}

export const noFaults = (): Faults => ({
  mishaps: true,
  dropAcks: false,
  refuseOrders: false,
  duplicateAll: false,
  flood: false,
  silent: false,
  loseAnswers: false,
  loseReports: false,
  wrongUnits: false,
  webhook: 'take',
})

const webhooks: readonly string[] = ['take', 'take-and-fail', 'fail', 'hang', 'busy'] satisfies Faults['webhook'][]

/** Sets switches; answers what was not understood. */
export function setFaults(faults: Faults, wished: object): readonly string[] {
  return Object.entries(wished).flatMap(([name, value]) => {
    const fits =
      name === 'webhook'
        ? webhooks.includes(value as string)
        : Object.hasOwn(faults, name) && typeof value === 'boolean'
    if (fits) Object.assign(faults, { [name]: value })
    return fits ? [] : [`${name} is no switch that can be ${JSON.stringify(value)}`]
  })
}

/** `silent,duplicateAll`, `webhook=fail`; `calm` turns the usual mishaps off. */
export function faultsFrom(text: string): Faults {
  const faults = noFaults()
  for (const word of text.split(',').filter(Boolean)) {
    const [name = '', value = true] = word.split('=')
    const wrong = setFaults(faults, name === 'calm' ? { mishaps: false } : { [name]: value })
    if (wrong.length > 0) throw new Error(`--faults: ${wrong.join('; ')}`)
  }
  return faults
}
