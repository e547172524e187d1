/**
 * Columns for `unnest` in PostgreSQL's binary form: neither side has to write, quote and read every value as text.
 * `pg` hands a Buffer on as a binary parameter. Layout: `array_recv` in PostgreSQL's arrayfuncs.c.
 */
type Column<Value> = (values: readonly (Value | undefined)[]) => Buffer

const HEADER = 20
const LENGTH = 4
/** Milliseconds from 1970 to PostgreSQL's epoch, 2000-01-01. */
const EPOCH = 946_684_800_000

export const texts: Column<string> = written(25)
/** JSON as text, which PostgreSQL checks. */
export const jsons: Column<string> = written(114)
export const uuids: Column<string> = fixed(2950, 16, (into, uuid, at) => {
  into.write(uuid.replaceAll('-', ''), at, 'hex')
})
export const smallints: Column<number> = fixed(21, 2, (into, value, at) => into.writeInt16BE(value, at))
export const bigints: Column<number> = fixed(20, 8, writeLong)
export const floats: Column<number> = fixed(701, 8, (into, value, at) => into.writeDoubleBE(value, at))
/** Moments as RFC 3339 text. */
export const moments: Column<string> = fixed(1184, 8, (into, moment, at) =>
  writeLong(into, (Date.parse(moment) - EPOCH) * 1000, at),
)
/** Hexadecimal digits, two a byte. */
export const bytes: Column<string> = sized(
  17,
  (digits) => digits.length / 2,
  (into, digits, at) => into.write(digits, at, 'hex'),
)

function written(type: number): Column<string> {
  return sized(
    type,
    (text) => Buffer.byteLength(text),
    (into, text, at) => into.write(text, at),
  )
}

function fixed<Value>(type: number, size: number, write: Write<Value>): Column<Value> {
  return sized(type, () => size, write)
}

type Write<Value> = (into: Buffer, value: Value, at: number) => void

function sized<Value>(type: number, sizeOf: (value: Value) => number, write: Write<Value>): Column<Value> {
  return (values) => {
    let length = HEADER
    const sizes = values.map((value) => {
      const size = value === undefined ? -1 : sizeOf(value)
      length += LENGTH + Math.max(size, 0)
      return size
    })
    const into = Buffer.allocUnsafe(length)
    into.writeInt32BE(1, 0) // one dimension
    into.writeInt32BE(1, 4) // there may be nulls
    into.writeInt32BE(type, 8)
    into.writeInt32BE(values.length, 12)
    into.writeInt32BE(1, 16) // counted from one
    let at = HEADER
    for (const [nth, value] of values.entries()) {
      const size = sizes[nth]!
      into.writeInt32BE(size, at)
      at += LENGTH
      if (value === undefined) continue
      write(into, value, at)
      at += size
    }
    return into
  }
}

/** Whole numbers far below 2^53: their two halves, without making a BigInt of each. */
function writeLong(into: Buffer, value: number, at: number): void {
  into.writeInt32BE(Math.floor(value / 2 ** 32), at)
  into.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 4)
}
