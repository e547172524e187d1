import path from 'node:path'
import type { Archive } from '../hub/sealing.ts'
import type { World } from './world.ts'

/** Where evidence lies: beside the data, unless the environment names a better place. */
export const archiveOf = ({ env, folders }: Pick<World, 'env' | 'folders'>): Archive => ({
  checkpoints: env['MILLWRIGHT_CHECKPOINTS'] ?? path.join(folders().data, 'checkpoints'),
  signingKey: env['MILLWRIGHT_SIGNING_KEY'] ?? path.join(folders().data, 'signing.key'),
})
