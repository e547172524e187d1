/** Moments and ids of the stage: the same story at whatever time it is played. */
export interface StageClock {
  readonly now: string
  /** So many minutes (and seconds) before now. */
  ago(minutes: number, seconds?: number): string
}

export const stageClock = (now = Date.now()): StageClock => ({
  now: new Date(now).toISOString(),
  ago: (minutes, seconds = 0) => new Date(now - minutes * 60_000 - seconds * 1_000).toISOString(),
})

export const plus = (at: string, seconds: number): string => new Date(Date.parse(at) + seconds * 1_000).toISOString()

/** Ids that are always the same: the kind in the middle, the number at the end. */
export const uuid = (kind: number, n: number): string =>
  `019ab5c4-0000-7${kind.toString(16).padStart(3, '0')}-8000-${n.toString(16).padStart(12, '0')}`
