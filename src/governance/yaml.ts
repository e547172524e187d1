import { parseDocument, Scalar, visit } from 'yaml'

/**
 * YAML as a person writes it, every scalar as text. What its reader would only warn of, such as a tag that nobody knows, is
 * refused: it was meant to say something. Aliases are counted, since a few of them can stand for more than fits anywhere.
 */
export function yamlIn(text: string, { aliases = 0 }: { readonly aliases?: number } = {}): unknown {
  const document = parseDocument(text, { schema: 'failsafe', merge: false, logLevel: 'error' })
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong) throw wrong
  visit(document, {
    // `{ key }` and `? key` say as little as `key:` does; a null would be written again as the word null.
    Pair: (_, pair) => {
      if (pair.value === null) pair.value = new Scalar('')
    },
  })
  return document.toJS({ maxAliasCount: aliases }) as unknown
}
