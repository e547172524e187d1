/**
 * Columns for `unnest` in PostgreSQL's binary form: neither side has to write, quote and read every value as text.
 * `pg` hands a Buffer on as a binary parameter. Layout: `array_recv` in PostgreSQL's arrayfuncs.c.
 */
type Column<Value> = <Row>(rows: readonly Row[], read: (row: Row) => Value | undefined) => Buffer

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
  writeMicroseconds(into, Date.parse(moment) - EPOCH, at),
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
  return (rows, read) => {
    let length = HEADER + LENGTH * rows.length
    for (const row of rows) {
      const value = read(row)
      if (value !== undefined) length += sizeOf(value)
    }
    const into = Buffer.allocUnsafe(length)
    into.writeInt32BE(1, 0) // one dimension
    into.writeInt32BE(1, 4) // there may be nulls
    into.writeInt32BE(type, 8)
    into.writeInt32BE(rows.length, 12)
    into.writeInt32BE(1, 16) // counted from one
    let at = HEADER
    for (const row of rows) {
      const value = read(row)
      const size = value === undefined ? -1 : sizeOf(value)
      into.writeInt32BE(size, at)
      at += LENGTH
      if (value === undefined) continue
      write(into, value, at)
      at += size
    }
    return into
  }
}

function writeMicroseconds(into: Buffer, milliseconds: number, at: number): void {
  if (Number.isSafeInteger(milliseconds * 1000)) writeLong(into, milliseconds * 1000, at)
  else into.writeBigInt64BE(BigInt(milliseconds) * 1000n, at)
}

/** Whole numbers far below 2^53: their two halves, without making a BigInt of each. */
function writeLong(into: Buffer, value: number, at: number): void {
  into.writeInt32BE(Math.floor(value / 2 ** 32), at)
  into.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 4)
}
