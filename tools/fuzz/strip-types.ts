import { readFile } from 'node:fs/promises'
import { type LoadHook, register, stripTypeScriptTypes } from 'node:module'
import { isMainThread } from 'node:worker_threads'

/**
 * Node strips types after all hooks have seen a file, and the fuzzer counts only in what is JavaScript already: so types
 * go before it looks. Loaded with `--import`, it registers itself.
 */
export const load: LoadHook = async (url, context, next) => {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const source = stripTypeScriptTypes(await readFile(new URL(url), 'utf8'))
  return { format: 'module', source, shortCircuit: true }
}

if (isMainThread) register(import.meta.url)
