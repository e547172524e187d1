import { type CrashPoint, crashPoints } from '#engine'

/**
 * Lets a test kill the process at a named point: `runs.before-commit`, or its third passing with `runs.before-commit:3`,
 * or whenever it has a certain event in its hands there with `lanes.after-claim@E-17`. Nothing says goodbye: it ends as a
 * power cut would end it.
 */
export function crashPointsFrom(wish: string | undefined): CrashPoint {
  if (!wish) return () => {}
  const [, name, event, nth = '1'] = /^([^:@]*)(?:@(.*)|:(\d+))?$/.exec(wish) ?? []
  if (!crashPoints.some((point) => point === name))
    throw new Error(`There is no crash point ${name}; there are ${crashPoints.join(', ')}.`)
  let left = Number(nth)
  return (point, events) => {
    if (point !== name) return
    if (event === undefined ? --left === 0 : events?.().includes(event)) process.kill(process.pid, 'SIGKILL')
  }
}
