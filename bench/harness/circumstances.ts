import type pg from 'pg'
import { bareCommits } from './bare-commits.ts'
import { postmasterOf, whoIsBusy } from './busy.ts'

/** Does something, and tells what the machine did meanwhile: who kept its processors busy, and what a bare commit took. */
export async function circumstances<Result>(
  { url, pool }: { readonly url: string; readonly pool: pg.Pool },
  parties: Readonly<Record<string, number>>,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly told: string }> {
  const busy = whoIsBusy({ ...parties, PostgreSQL: await postmasterOf(pool) })
  const commits = await bareCommits(url)
  const result = await work()
  return { result, told: `processors: ${busy()}; a bare commit: ${await commits()}` }
}
