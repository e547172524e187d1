import type { Command } from 'commander'
import type { Problem, Session } from '#api'
import { Trouble } from '../local/trouble.ts'
import { contentOf } from './content-of.ts'
import type { World } from './world.ts'

export interface PersonOptions {
  readonly url?: string
  readonly as?: string
  readonly passwordFile?: string
  readonly json?: boolean
}

/** A hub as a person sees it: what the console may ask, the command line may ask. */
export interface SignedIn {
  readonly password: string
  ask<Answer>(path: string): Promise<Answer>
  /** The same where the answer is text. */
  text(path: string): Promise<string>
  tell<Answer>(path: string, body: unknown): Promise<Answer>
}

export const withPerson = (command: Command): Command =>
  command
    .option('--url <address>', 'address of the hub (default: MILLWRIGHT_URL, else http://127.0.0.1:8420)')
    .option('--as <login>', 'whose name it is done in (default: MILLWRIGHT_LOGIN)')
    .option(
      '--password-file <file>',
      'file with that person’s password (default: MILLWRIGHT_PASSWORD_FILE, else it asks)',
    )
    .option('--json', 'answer as JSON')

/** Signs a person in at a hub, does something in their name, and signs out again. */
export async function asPerson<Result>(
  world: World,
  options: PersonOptions,
  work: (hub: SignedIn) => Promise<Result>,
): Promise<Result> {
  const url = options.url ?? world.env['MILLWRIGHT_URL'] ?? 'http://127.0.0.1:8420'
  const login = options.as ?? world.env['MILLWRIGHT_LOGIN']
  if (!login) throw new Trouble('missing', 'Say whose name it is done in: --as LOGIN, or MILLWRIGHT_LOGIN.')
  const password = await passwordOf(world, options, login)
  const door = await send(url, 'POST', '/session', { body: { login, password } })
  const { csrf } = (await door.json()) as Session
  const cookie = door.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const manner = { cookie, 'x-csrf-token': csrf }
  const answerOf = async <Answer>(response: Response) => (await response.json()) as Answer
  try {
    return await work({
      password,
      ask: async <Answer>(path: string) => answerOf<Answer>(await send(url, 'GET', path, { headers: manner })),
      text: async (path: string) => (await send(url, 'GET', path, { headers: manner })).text(),
      tell: async <Answer>(path: string, body: unknown) =>
        answerOf<Answer>(await send(url, 'POST', path, { body, headers: manner })),
    })
  } finally {
    await send(url, 'DELETE', '/session', { headers: manner }).catch(() => {})
  }
}

async function send(
  url: string,
  method: string,
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  const response = await fetch(new URL(`/api/v1${path}`, url), {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  }).catch((cause: Error) => {
    throw new Trouble(
      'missing',
      `No hub answers at ${url}; start it with "millwright up", or name another with --url.`,
      {
        cause,
      },
    )
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => undefined)) as Problem | undefined
  throw new Trouble('failed', said ? wordsOf(said) : `The hub at ${url} answered ${response.status}.`)
}

/** The refusal with every place it names, as the console has it beside each field. */
const wordsOf = ({ title, detail, errors = [] }: Problem): string =>
  [`${title}: ${detail}`, ...errors.map((one) => `  ${one.pointer || 'the whole'}: ${one.detail}`)].join('\n')

async function passwordOf({ env, ask }: World, { passwordFile }: PersonOptions, login: string): Promise<string> {
  const file = passwordFile ?? env['MILLWRIGHT_PASSWORD_FILE']
  if (file) return contentOf(file, 'a file with the password').trimEnd()
  const typed = await ask(`Password of ${login}: `, { hidden: true })
  if (typed) return typed
  throw new Trouble('missing', 'Nobody is there to type the password; name a file with it: --password-file.')
}
