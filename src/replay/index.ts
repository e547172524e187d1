/** The door of replays: having what stopped judged again, many at once. */
export { ALONE, replayBook, type ReplayBook, type ReplayRow } from './book.ts'
export { startReplays } from './runner.ts'
