import { expect, it } from 'vitest'
import { millwright } from '../support/command.ts'

const run = millwright({})
const { out: help } = await run(['--help'])
const named = [...help.matchAll(/^ {2}([a-z]+) {2,}(\S+ \S+)/gm)].map(([, name, begins]) => ({
  name: name!,
  begins: begins!,
}))
const commands = named.slice(
  0,
  named.findIndex(({ name }) => name === 'help'),
)

it('help names the commands', () => {
  expect(commands.length).toBeGreaterThan(12)
})

// The first that is asked loads what all of them need, which takes long where the cores are busy.
it.each(commands)('$name tells its own help, asked in either way', { timeout: 120_000 }, async ({ name, begins }) => {
  const [after, before] = [await run([name, '--help']), await run(['help', name])]
  expect(after).toEqual(before)
  expect(after).toMatchObject({ code: 0, out: expect.stringContaining(`Usage: millwright ${name}`) })
  expect(after.out).toContain(begins)
})

it('what is no command is told with what may be meant', async () => {
  expect(await run(['kye'])).toMatchObject({ code: 2, said: expect.stringContaining('Did you mean key?') })
})
