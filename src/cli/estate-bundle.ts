import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { makeBundle } from '#governance/rules/promotion'
import { systemClock, uuids } from '#kernel/world'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onRules } from './estate-rules.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly key: string
  readonly out: string
}

/** Writes the rules in force into a file that another hub can trust. */
export function estateBundle(world: World, { estate: given, key: keyFile, out }: Options): Promise<void> {
  const key = privateKeyIn(keyFile)
  return onRules(world, given, async ({ estate, database, inForce: { version, rules } }) => {
    const parts = { database, home: estate.home, ids: uuids(systemClock), now: () => systemClock.now() }
    writeFileSync(out, await makeBundle(parts, { version, rules }, { by: actorOf(world), key }))
    world.print(`${out} says what version ${version} says; put it into force elsewhere with "millwright estate apply".`)
  })
}

function privateKeyIn(file: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(readFileSync(file, 'utf8'))
  } catch {
    throw new Trouble(
      'missing',
      `${file} holds no private key; make one with "openssl genpkey -algorithm ed25519 -out ${file}".`,
    )
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Trouble('failed', `${file} is no Ed25519 key.`)
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Trouble('failed', `${file} can be read by others: run "chmod 600" on it first.`)
  return key
}
