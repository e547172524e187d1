import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { sha256 } from '#kernel/canonical-json'

/** A secret of 192 random bits, in letters that survive copying. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/** For secrets that are random themselves; guessing them is hopeless, so a fast hash will do. */
export const hashOfSecret = (secret: string): string => sha256(secret)

export const sameHash = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const derive = promisify(argon2)
/** OWASP's first choice for passwords: Argon2id, 19 MiB, 2 passes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce, ...cost })
  return `argon2id$${cost.memory}$${cost.passes}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

export async function passwordFits(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, nonce, tag] = stored.split('$')
  const given = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(nonce ?? '', 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: 1,
    tagLength: 32,
  })
  return timingSafeEqual(given, Buffer.from(tag ?? '', 'base64url'))
}
