/** So many conflict keys share a call at least, when so many have something to send. */
const SHARING = 25

/**
 * How many effects of a conflict key are reckoned with when keys are taken to fill a call of so many. A key is written
 * three times on its way through a call, whatever goes along, so it does not go for one effect where calls are large.
 */
export const handfulIn = (effects: number): number => Math.max(1, Math.floor(effects / SHARING))
