import { type CrashPoint, crashPoints } from '#engine'

/**
 * Lets a test kill the process at a named point: `runs.before-commit`, or its third passing with `runs.before-commit:3`.
 * Nothing says goodbye: it ends as a power cut would end it.
 */
export function crashPointsFrom(wish: string | undefined): CrashPoint {
  if (!wish) return () => {}
  const [name, nth = '1'] = wish.split(':')
  if (!crashPoints.some((point) => point === name))
    throw new Error(`There is no crash point ${name}; there are ${crashPoints.join(', ')}.`)
  let left = Number(nth)
  return (point) => {
    if (point === name && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
