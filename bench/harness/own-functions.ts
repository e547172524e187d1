import { Session } from 'node:inspector/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where this process spent its time, by files of the product and by whom else. */
export interface OwnTime {
  readonly place: string
  /** Milliseconds by itself, without what it called. */
  readonly alone: number
}

const root = path.join(import.meta.dirname, '../..')

/** Samples this process from now on; answers how to end that and read it, the dearest first. */
export async function sampleOwnTime(): Promise<() => Promise<readonly OwnTime[]>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
  return async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
    const alone = new Map<string, number>()
    for (const [nth, id] of (profile.samples ?? []).entries()) {
      const place = frames.get(id)!
      alone.set(place, (alone.get(place) ?? 0) + (profile.timeDeltas?.[nth] ?? 0) / 1000)
    }
    return [...alone].map(([place, time]) => ({ place, alone: time })).toSorted((one, other) => other.alone - one.alone)
  }
}

/** `pg` is read best as one thing, our own code file by file. */
function placeOf({ url, functionName }: { readonly url: string; readonly functionName: string }): string {
  if (url === '') return functionName
  if (url.startsWith('node:')) return url.split('/')[0]!
  const file = path.relative(root, fileURLToPath(url))
  const [, dependency] = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
  return dependency ?? file
}
