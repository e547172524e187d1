import type { Currency } from './cost.ts'
import type { Desk } from './desk.ts'
import { Id, Must, Num, reading, Text } from './reading.ts'

const companies = reading('res.company', { id: Id, currency_id: Must }, (row) => row.currency_id)
const currencies = reading('res.currency', { id: Id, name: Text, rounding: Num }, (row) => ({
  name: row.name,
  smallest: row.rounding,
}))

export async function currencyOf(desk: Desk, company: number): Promise<Currency> {
  const [currency] = await desk.read(companies, [['id', '=', company]])
  return (await desk.read(currencies, [['id', '=', currency]]))[0]!
}
