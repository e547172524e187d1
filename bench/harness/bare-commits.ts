import pg from 'pg'
import { onSchedule } from './schedule.ts'
import { percentileOf } from './sample.ts'

const PER_SECOND = 20

/**
 * Commits a row twenty times a second into a table of its own, as nobody does who has anything to do with the hub, until
 * it is stopped. Answers in words how long the middle and the 99th of 100 took, each from the moment it was due: what the
 * database and its disk alone make whoever commits there wait.
 */
export async function bareCommits(url: string): Promise<() => Promise<string>> {
  // Several, so that one that takes long delays none that is due after it.
  const lines = new pg.Pool({ connectionString: url, max: 8 })
  await lines.query('create table if not exists bare_commit (nth bigint generated always as identity primary key)')
  const took: number[] = []
  let goesOn = true
  const ended = onSchedule(
    PER_SECOND,
    () => goesOn,
    async (_nth, due) => {
      await lines.query('insert into bare_commit default values')
      took.push(Date.now() - due)
    },
  )
  return async () => {
    goesOn = false
    await ended
    await lines.end()
    return `${percentileOf(took, 0.5).toFixed(0)} ms, p99 ${percentileOf(took, 0.99).toFixed(0)} ms`
  }
}
