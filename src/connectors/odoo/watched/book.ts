import type { WatchedFieldName } from '#model/erp-change'
import type { FieldGroup } from '#model/field-groups'
import type { WatchedBook } from '#model/ports/change-watch'

/** How a field is written in Odoo's tables: as text, a number, a moment, a state of an order, or yes and no. */
export type Kind = 'text' | 'number' | 'moment' | 'state' | 'flag'

export interface BookField {
  readonly field: WatchedFieldName
  readonly group: FieldGroup
  readonly kind: Kind
  /** The hub's postings write it too. */
  readonly ours?: true
  /** Expression over the tables of the book; `r` is the watched one. Nothing there is null. */
  readonly sql: string
}

/** One table of Odoo, and what of it is watched: data, which an administrator reviews with the procedure it is part of. */
export interface Book extends Pick<WatchedBook, 'born'> {
  readonly name: string
  /** Odoo's model, for a link people can follow; `r` in the expressions is its table. */
  readonly model: string
  /** Which rows at all. */
  readonly where: string
  /** Where changes are likely, by an index Odoo has; absent for tables that stay small. */
  readonly near?: string
  /** None of them may leave a row out: a page is full by its rows. */
  readonly joins: string
  /** Which object it is (none: nobody's business), what people call it, which manufacturing order it belongs to and whose warehouse. */
  readonly object: string
  readonly label: string
  readonly order: string
  readonly warehouse: string
  readonly fields: readonly BookField[]
}

/** What differs between versions, for the books they share. */
export interface Columns {
  /** Start and end of an order or work order, planned. */
  readonly start: string
  readonly end: string
  /** What an order and its backorders have in common. */
  readonly chain: string
  readonly lots: string
  /** Model of a lot. */
  readonly lotModel: string
  /** Of a move's line that is no mere reservation; absent otherwise. */
  readonly used: (expression: string) => string
  /** Quantity of such a line. */
  readonly quantity: string
  /** Whether a move is a count that was corrected. */
  readonly counted: string
  readonly itemName: string
}
