import type { Book } from './book.ts'

/** The books as the part of a procedure that says what may be read: nothing else of Odoo's tables is. */
export function asPython(books: readonly Book[]): string {
  const entries = books.map((book) => {
    const { where, joins, near, model, object, label, order, warehouse, fields } = book
    const told = [object, label, order, ownOrder(book), warehouse, ...fields.map(({ sql }) => sql)]
    const columns = told.map((sql) => `(${sql})::text`).join(', ')
    const said = { table: tableOf(model), where, near: near ?? '', joins, columns }
    const lines = Object.entries(said).map(([name, text]) => `        '${name}': ${JSON.stringify(text)},`)
    return `    '${book.name}': {\n${lines.join('\n')}\n    },`
  })
  return `# What is watched, and in which words of Odoo's tables.\nBOOKS = {\n${entries.join('\n')}\n}`
}

const tableOf = (model: string): string => model.replaceAll('.', '_')

/** The record of the order itself, where the hub's name is that of the first of its chain. */
const ownOrder = ({ order }: Book): string => (order === 'null' ? 'null' : 'p.id')
