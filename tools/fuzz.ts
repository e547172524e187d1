import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { foldersOf } from '../src/local/index.ts'
import { corpusOf } from '../test/hostile/parsers/corpus.ts'
import { parsers } from '../test/hostile/parsers/index.ts'
import { bytesOf, type Parser } from '../test/hostile/parsers/parser.ts'
import { fuzzerHere } from './fuzz/fuzzer.ts'

/**
 * `npm run fuzz -- [NAME…] --minutes N [--keep]`: has each parser, or those named, read what nobody would write, led by
 * which lines of it were reached. An input that breaks a promise is put into `test/hostile/corpus/NAME`, where `npm test`
 * reads it again and again; `--keep` puts the few there, too, that reach all that was reached.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, keep: { type: 'boolean', default: false } },
})
const clone = path.join(import.meta.dirname, '..')
const { cache, data } = foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() })
const seconds = Math.max(1, Math.round(Number(values.minutes) * 60))
/** No parser is given more than this by chance; what is longer is tried at the doors. */
const LONGEST = 4096

const wished = positionals.length === 0 ? parsers : parsers.filter(({ name }) => positionals.includes(name))
if (wished.length < positionals.length)
  throw new Error(`There is a parser for each of: ${parsers.map(({ name }) => name).join(', ')}.`)
const [command, ...before] = await fuzzerHere(cache)

async function run(parser: Parser, args: readonly string[], say: (line: string) => void): Promise<number> {
  const target = path.join(import.meta.dirname, 'fuzz/target.mjs')
  const includes = ['src/', 'node_modules/yaml/'].flatMap((part) => ['--includes', path.join(clone, part)])
  const all = [...before, target, ...includes, '--disableBugDetectors', '.*', ...args]
  const child = spawn(command, all, { env: { ...process.env, MILLWRIGHT_PARSER: parser.name }, cwd: clone })
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', say)
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

for (const parser of wished) {
  const work = path.join(data, 'fuzz', parser.name)
  const kept = corpusOf(parser.name)
  for (const folder of [work, kept]) mkdirSync(folder, { recursive: true })
  for (const seed of parser.seeds.map(bytesOf)) writeFileSync(path.join(work, hash(seed)), seed)
  const words = path.join(data, 'fuzz', `${parser.name}.words`)
  writeFileSync(
    words,
    (parser.words ?? []).map((word) => `${JSON.stringify(asBytes(word)).replaceAll('\\u00', '\\x')}\n`).join(''),
  )

  const before = new Set(readdirSync(kept))
  const said: string[] = []
  const code = await run(
    parser,
    [
      work,
      kept,
      '--',
      `-max_total_time=${seconds}`,
      `-max_len=${LONGEST}`,
      `-dict=${words}`,
      `-artifact_prefix=${kept}/`,
      '-rss_limit_mb=0',
      '-timeout=10',
      '-print_final_stats=1',
    ],
    (line) => {
      said.push(line)
      if (/^#\d+\s+(pulse|DONE)/.test(line)) console.log(`${parser.name}: ${line}`)
    },
  )
  const found = readdirSync(kept).filter((name) => !before.has(name))
  if (code !== 0) {
    console.log(said.slice(-60).join('\n'))
    process.exitCode = 1
  }
  console.log(`${parser.name}: ${code === 0 ? 'kept its promises' : `BROKEN by ${found.join(', ')}`}`)
  if (values.keep && code === 0) await run(parser, [kept, work, '--', '-merge=1', `-max_len=${LONGEST}`], () => {})
}

/** The fuzzer reads its dictionary by the byte. */
function asBytes(word: string): string {
  return Buffer.from(word).toString('latin1')
}
