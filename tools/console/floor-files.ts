import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const WORKER = 'floor-worker.js'

interface Chunk {
  readonly type: 'chunk'
  readonly fileName: string
  readonly facadeModuleId: string | null
  readonly imports: readonly string[]
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> }
  code: string
}

/** Tells the worker that keeps the page of a work centre which files that page consists of. */
export const floorFiles = (): Plugin => ({
  name: 'floor-files',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk') as unknown as Chunk[]
    const named = (end: string): Chunk => {
      const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(end))
      if (!found) throw new Error(`The build has no ${end}, which the page of a work centre needs.`)
      return found
    }
    const files = new Set(['index.html', 'mark.svg'])
    const add = ({ fileName, imports, viteMetadata }: Chunk): void => {
      if (files.has(fileName)) return
      files.add(fileName)
      for (const file of [...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? [])])
        files.add(file)
      for (const one of imports) add(chunks.find((chunk) => chunk.fileName === one)!)
    }
    add(named('/console/index.html'))
    add(named('/pages/floor/floor.tsx'))
    const page = bundle['index.html']
    if (page?.type !== 'asset') throw new Error('The build has no index.html.')
    const paths = [...files].map((file) => `/${file}`).toSorted()
    const version = createHash('sha256').update(JSON.stringify(paths)).update(page.source).digest('hex').slice(0, 16)
    const worker = chunks.find(({ fileName }) => fileName === WORKER)!
    worker.code = `const FLOOR_FILES=${JSON.stringify({ version, files: paths })};${worker.code}`
  },
})
