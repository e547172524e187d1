import { since } from './since.ts'

/**
 * Judges an answer to `why` by Odoo's own tables and the hub's journal. It shares no code with what gave the answer, and
 * reckons in millionths, as whole numbers.
 */
export interface Told {
  readonly figure: {
    readonly order: string
    readonly figure: string
    readonly item?: string
    readonly operation?: string
    readonly lot?: string
  }
  readonly measure: string
  readonly value: string | null
  readonly isWhole: boolean
  readonly unexplained: string | null
  readonly lines: readonly {
    readonly origin: string
    readonly amount: string | null
    readonly standsAt: string | null
    readonly at: string
    readonly by: string
    readonly rule: string | null
    readonly document: { readonly kind: string; readonly id: string }
    readonly event: { readonly messageId: string } | null
  }[]
}

type Rows = (sql: string, values?: unknown[]) => Promise<readonly Record<string, any>[]>

interface Row {
  readonly kind: string
  readonly id: number
  readonly amount: bigint
  readonly maker: string
  readonly changer: string
}

const micro = (of: number | string): bigint => BigInt(Math.round(Number(of) * 1_000_000))

export function whyChecker(odoo: Rows, hub: Rows, version: number, hubName: string) {
  const group = version < 19 ? 'procurement_group_id' : 'production_group_id'
  const done = since(version, { 14: 'l.qty_done', 17: 'l.quantity_product_uom' })
  const lots = since(version, { 14: 'stock_production_lot', 16: 'stock_lot' })
  const isScrap = since(version, { 14: 'coalesce(m.scrapped, false)', 17: 'm.scrap_id is not null' })
  const scrapOf = since(version, { 14: 's.move_id = m.id', 17: 's.id = m.scrap_id' })
  const worth =
    version < 19
      ? '(select abs(coalesce(sum(v.value), 0)) from stock_valuation_layer v where v.stock_move_id = m.id)'
      : 'coalesce(m.value, 0)'
  const hours = since(version, {
    14: 't.duration / 60',
    18: 'extract(epoch from t.date_end - t.date_start)::float8 / 3600',
  })
  const rate = version < 19 ? 'c.costs_hour' : 'coalesce(nullif(w.costs_hour, 0), c.costs_hour)'
  const users = `join res_users mu on mu.id = x.create_uid join res_partner mp on mp.id = mu.partner_id
    join res_users cu on cu.id = x.write_uid join res_partner cp on cp.id = cu.partner_id`

  const rowsFrom = (kind: string, found: readonly Record<string, any>[]): Row[] =>
    found.map(({ id, amount, maker, changer }) => ({ kind, id, amount: micro(amount ?? 0), maker, changer }))

  /** Moves of a kind with their sign: what went one way, and what of it came back. */
  const both = (of: string) => `select m.id, 1 as sign from stock_move m ${of}
    union all select r.id, -1 from stock_move r join stock_move m on m.id = r.origin_returned_move_id ${of}`
  const finished = (item: string) =>
    both(`where m.production_id = any($1) and m.product_id = ${item} and not ${isScrap}`)
  const used = (item = 'm.product_id') =>
    both(`join stock_location d on d.id = m.location_dest_id and d.usage <> 'inventory'
      where m.raw_material_production_id = any($1) and m.product_id = ${item}`)
  const scrapped = (item: string) =>
    both(`join stock_scrap s on ${scrapOf} where s.production_id = any($1) and m.product_id = ${item}`)

  const linesOf = async (moves: string, values: unknown[]): Promise<Row[]> =>
    rowsFrom(
      'stock.move',
      await odoo(
        `select y.id, y.sign * ${done}::float8 as amount, mp.name as maker, cp.name as changer
         from (${moves}) y join stock_move m on m.id = y.id and m.state = 'done' join stock_move_line l on l.move_id = m.id
         ${users.replaceAll('x.', 'l.')}`,
        values,
      ),
    )
  const valuesOf = async (moves: string, values: unknown[], sign = 1): Promise<Row[]> =>
    rowsFrom(
      'stock.move',
      await odoo(
        `select m.id, ${sign} * y.sign * (${worth})::float8 as amount, mp.name as maker, cp.name as changer
         from (${moves}) y join stock_move m on m.id = y.id and m.state = 'done' ${users.replaceAll('x.', 'm.')}`,
        values,
      ),
    )
  const timesOf = async (amount: string, steps: number[]): Promise<Row[]> =>
    rowsFrom(
      'mrp.workcenter.productivity',
      await odoo(
        `select t.id, (${amount})::float8 as amount, mp.name as maker, cp.name as changer
         from mrp_workcenter_productivity t join mrp_workorder w on w.id = t.workorder_id
         join mrp_workcenter c on c.id = w.workcenter_id ${users.replaceAll('x.', 't.')} where w.id = any($1)`,
        [steps],
      ),
    )

  async function look({ order, figure, item, operation, lot }: Told['figure']) {
    const record = Number(order.slice('odoo.'.length))
    const chain = await odoo(
      `select p.id, p.state, p.product_id, p.qty_producing::float8 as shown from mrp_production p
       where p.id = $1 or p.${group} = (select ${group} from mrp_production where id = $1) order by p.id`,
      [record],
    )
    const ids = chain.map(({ id }) => id as number)
    const product = item
      ? (await odoo('select id from product_product where default_code = $1', [item]))[0]!['id']
      : chain[0]!['product_id']
    const steps = (await odoo(
      `select w.id, w.qty_produced::float8 as good, w.duration::float8 as minutes, w.state, w.date_start, w.date_finished,
           w.name = $2 or r.sequence::text = $2 as here
         from mrp_workorder w left join mrp_routing_workcenter r on r.id = w.operation_id
         where w.production_id = any($1) order by w.production_id, w.id`,
      [ids, operation ?? ''],
    )) as readonly Record<string, any>[]
    const here = steps.filter((step) => step['here'])
    const stepIds = here.map(({ id }) => id as number)
    const sum = (of: readonly Row[]): bigint => of.reduce((so, { amount }) => so + amount, 0n)
    const own = (rows: Row[], value?: bigint) => ({ rows, value: value ?? sum(rows) })
    const cost = async () => [
      ...(await valuesOf(used(), [ids])),
      ...(await timesOf(
        `${hours} * ${rate}`,
        steps.map(({ id }) => id as number),
      )),
    ]
    const goods = async (sign: number) =>
      (
        await Promise.all(
          (await odoo('select distinct product_id from stock_move where production_id = any($1)', [ids])).map(
            ({ product_id }) => valuesOf(finished('$2'), [ids, product_id], sign),
          ),
        )
      ).flat()
    switch (figure) {
      case 'produced':
        return own(
          await linesOf(finished('$2'), [ids, product]),
          micro(chain.filter(({ state }) => state !== 'cancel').reduce((so, { shown }) => so + shown, 0)),
        )
      case 'byproduct':
        return own(await linesOf(finished('$2'), [ids, product]))
      case 'used':
        return own(await linesOf(used('$2'), [ids, product]))
      case 'scrapped':
        return own(await linesOf(scrapped('$2'), [ids, product]))
      case 'on-hand': {
        const [shelf] = await odoo(
          `select coalesce(sum(q.quantity), 0)::float8 as there from stock_quant q join stock_location o on o.id = q.location_id
           join ${lots} t on t.id = q.lot_id where t.name = $1 and t.product_id = $2 and o.usage = 'internal'`,
          [lot, product],
        )
        const rows = await odoo(
          `select m.id, ((d.usage = 'internal')::int - (s.usage = 'internal')::int) * ${done}::float8 as amount,
             mp.name as maker, cp.name as changer
           from stock_move_line l join stock_move m on m.id = l.move_id join ${lots} t on t.id = l.lot_id
           join stock_location s on s.id = l.location_id join stock_location d on d.id = l.location_dest_id
           ${users.replaceAll('x.', 'l.')}
           where m.state = 'done' and t.name = $1 and t.product_id = $2`,
          [lot, product],
        )
        return own(rowsFrom('stock.move', rows), micro(shelf!['there']))
      }
      case 'completed':
        return own(
          rowsFrom(
            'mrp.workorder',
            await odoo(
              `select x.id, x.qty_produced::float8 as amount, mp.name as maker, cp.name as changer from mrp_workorder x ${users}
               where x.id = any($1)`,
              [stepIds],
            ),
          ),
        )
      case 'time':
        return own(
          await timesOf('t.duration', stepIds),
          micro(here.reduce((so, { minutes }) => so + (minutes as number), 0)),
        )
      case 'cost':
        return own(await cost())
      case 'worth':
        return own(await goods(1))
      case 'in-production':
        return own([...(await cost()), ...(await goods(-1))])
      default: {
        const of = operation ? here : chain
        const table = operation ? 'mrp_workorder' : 'mrp_production'
        const first = ['progress', 'to_close', 'confirmed', 'draft', 'done', 'cancel']
        const id =
          figure === 'start'
            ? of[0]!['id']
            : figure === 'state' && !operation
              ? first.flatMap((state) => of.filter((one) => one['state'] === state))[0]!['id']
              : of.at(-1)!['id']
        const [now] = await odoo(
          `select x.state, x.date_start at time zone 'utc' as start, x.date_finished at time zone 'utc' as end, mp.name as maker, cp.name as changer
           from ${table} x ${users} where x.id = $1`,
          [id],
        )
        return { record: id as number, now: now! }
      }
    }
  }

  const said: Record<string, string> = {
    ...{ draft: 'planned', confirmed: 'released', progress: 'started', to_close: 'completed', done: 'closed' },
    cancel: 'cancelled',
  }
  const saidOfStep: Record<string, string> = { ...said, done: 'completed', pending: 'waiting', blocked: 'waiting' }

  /** What is wrong with an answer; nothing when every part of it is right. */
  return async function complaintsAbout(told: Told): Promise<readonly string[]> {
    const wrong: string[] = []
    const must = (holds: boolean, sentence: string) => void (holds || wrong.push(sentence))
    const { figure, lines, value } = told
    must(told.isWhole && told.unexplained === null, `not explained: ${told.unexplained}`)
    const events = await hub('select message_id, source, id, event from message where message_id = any ($1::uuid[])', [
      lines.flatMap(({ event }) => event?.messageId ?? []),
    ])
    const effects = await odoo(
      `select x_message as message, x_operation as operation, to_char(create_date, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from x_millwright_effect`,
    )
    for (const line of lines) {
      if (line.origin === 'event') {
        const event = events.find((one) => one['message_id'] === line.event?.messageId)
        must(event !== undefined, `a line names no event of the journal: ${JSON.stringify(line)}`)
        must(
          effects.some((one) => one['message'].includes(event?.['id']) && one['at'] === line.at),
          `Odoo remembers no effect of ${event?.['id']} at ${line.at}`,
        )
      } else must(line.by !== '' && line.by !== hubName, `nobody is named: ${JSON.stringify(line)}`)
    }
    const seen = await look(figure)
    if ('now' in seen) {
      const states = figure.operation ? saidOfStep : said
      const now =
        figure.figure === 'state'
          ? (states[seen.now['state']] ?? seen.now['state'])
          : ((seen.now[figure.figure] as Date | null)?.toISOString() ?? null)
      must(value === now, `Odoo has ${now}, told was ${value}`)
      must(lines.at(-1)?.standsAt === now, `the last line says ${lines.at(-1)?.standsAt}`)
      return wrong
    }
    const total = lines.reduce((so, { amount }) => so + micro(amount!), 0n)
    must(total === micro(value!), `the lines add up to ${total}, the value is ${value}`)
    const ruled = lines.filter(({ rule }) => rule !== null)
    if (told.measure === 'money') {
      const ours = seen.value + ruled.reduce((so, { amount }) => so + micro(amount!), 0n)
      must(
        abs(ours - micro(value!)) <= BigInt(seen.rows.length),
        `Odoo's rows and rules make ${ours}, told was ${value}`,
      )
      for (const { rule, amount } of ruled)
        must(rule !== 'ROUNDING' || abs(micro(amount!)) <= 5000n + BigInt(seen.rows.length), `rounded by ${amount}`)
    } else must(seen.value === micro(value!), `Odoo has ${seen.value}, told was ${value}`)
    const byDocument = (kind: string, id: number) => ({
      rows: seen.rows.filter((row) => row.kind === kind && row.id === id),
      lines: lines.filter(({ document, rule }) => rule === null && document.kind === kind && document.id === `${id}`),
    })
    for (const { kind, id } of seen.rows) {
      const { rows, lines: theirs } = byDocument(kind, id)
      const [stands, explained] = [
        rows.reduce((so, { amount }) => so + amount, 0n),
        theirs.reduce((so, { amount }) => so + micro(amount!), 0n),
      ]
      must(
        abs(stands - explained) <= (told.measure === 'money' ? 2n : 0n),
        `${kind} ${id} is ${stands}, explained ${explained}`,
      )
      for (const { maker, amount } of rows)
        if (maker !== hubName && amount !== 0n && kind !== 'mrp.workorder')
          must(
            theirs.some(({ by }) => by === maker),
            `${kind} ${id} was made by ${maker}, who is not named`,
          )
    }
    if (figure.figure === 'produced')
      for (const event of events) {
        const { type, data } = event['event'] as { type: string; data: { quantity: { value: string } } }
        if (!type.endsWith('output.received.v1')) continue
        const part = lines.filter((line) => line.event?.messageId === event['message_id'])
        must(
          part.reduce((so, { amount }) => so + micro(amount!), 0n) === micro(data.quantity.value),
          `${event['id']} reported ${data.quantity.value}`,
        )
      }
    return wrong
  }
}

const abs = (of: bigint): bigint => (of < 0n ? -of : of)
