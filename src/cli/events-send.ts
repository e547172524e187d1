import path from 'node:path'
import type { Receipt } from '#api'
import { readIfThere } from '../local/secrets.ts'
import { Trouble } from '../local/trouble.ts'
import { contentOf } from './content-of.ts'
import { batchesOf, eventTextsIn } from './events-file.ts'
import { postBatch } from './events-post.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

interface Options {
  readonly url?: string
  readonly key?: string
  readonly keyFile?: string
  readonly json?: boolean
}

export async function eventsSend(world: World, file: string, options: Options): Promise<void> {
  const url = options.url ?? world.env['MILLWRIGHT_URL'] ?? 'http://127.0.0.1:8420'
  const key = keyFor(world, options)
  const texts = eventTextsIn(file === '-' ? await world.input() : contentOf(file, 'a file with events'), file)
  const receipts: Receipt[] = []
  for (const batch of batchesOf(texts)) {
    const answered = await postBatch({ url, key, batch, say: world.say })
    receipts.push(...answered)
    if (!options.json) for (const receipt of answered) world.print(lineOf(receipt))
  }
  const failed = receipts.filter(({ status }) => status === 'refused' || status === 'conflict').length
  if (failed > 0) world.endWith(exitCode.failed)
  if (options.json) return world.print(JSON.stringify(receipts, undefined, 2))
  world.say(`${receipts.length - failed} taken, ${failed} not taken`)
}

const lineOf = ({ status, id, messageId, code, sentence, errors }: Receipt): string =>
  [
    status.padEnd(9),
    id ?? '(no id)',
    ...(messageId ? [messageId] : []),
    ...(code ? [`${code}: ${sentence}`] : []),
    ...(errors ?? []).map(({ pointer, detail }) => `[${pointer}: ${detail}]`),
  ].join('  ')

function keyFor({ env, folders }: World, { key, keyFile }: Options): string {
  const found =
    key ??
    (keyFile
      ? contentOf(keyFile, 'the file of a key')
      : (env['MILLWRIGHT_KEY'] ?? readIfThere(path.join(folders().data, 'mes-key'))))
  if (found?.trim()) return found.trim()
  throw new Trouble(
    'missing',
    'There is no key to send with; make one with "millwright key create" and name its file with --key-file.',
  )
}
