import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const farewell = JSON.stringify(new URL('farewell.ts', import.meta.url).href)
const run = (then: string) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { endAtTheLatest } from ${farewell}; endAtTheLatest(console.log, 50); ${then}`,
  ])

it('a process that does not come to its end is ended, and says what it was waiting for', async () => {
  const ended = await run(`(await import('node:net')).createServer().listen(0)`).catch((error: unknown) => error)
  expect(ended).toMatchObject({ code: 1, stdout: expect.stringMatching(/^not stopped after 0.05 s.*TCPServerWrap/) })
})

it('one that does is not waited for', async () => {
  expect(await run('')).toMatchObject({ stdout: '' })
})
