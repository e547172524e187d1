import type { MeterList, MeterView } from '#api'
import { MeterAnswer, MeterList as Meters, MeterWish } from '../../src/api/meters/contract.ts'
import { type StageClock, uuid } from './clock.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const hour = 60

export function fullMeters(clock: StageClock): MeterList {
  type Unit = MeterView['counted']['uom']
  const meter = (
    asset: string,
    name: string,
    called: string,
    uom: Unit,
    { by, perDay, shows }: { by: string; perDay: string | null; shows: readonly string[] },
  ): MeterView => {
    const readings = shows.map((value, nth) => ({
      ...{ at: clock.ago((6 + 24 * nth) * hour), shows: { value, uom }, by, message: uuid(8, nth), begins: null },
    }))
    const counted = `${Number(shows[0]) - Number(shows.at(-1))}`
    return {
      ...{ plant: 'A', asset, name, meter: called, last: readings[0]!, readings, counted: { value: counted, uom } },
      perDay: perDay === null ? null : { value: perDay, uom },
    }
  }
  return {
    meters: [
      meter('PB-0117', 'Press brake 110 t', 'hours', 'HUR', {
        ...{ by: 'cmms', perDay: '15.5', shows: ['12471', '12455', '12440'] },
      }),
      meter('PB-0117', 'Press brake 110 t', 'strokes', 'H87', {
        ...{ by: 'plc', perDay: '4120', shows: ['2204310', '2200150', '2196070'] },
      }),
      meter('OVEN-2', 'Curing oven 2', 'hours', 'HUR', { by: 'eva', perDay: null, shows: ['8020'] }),
    ],
    mayRead: ['A', 'B'],
  }
}

export const noMeters: MeterList = { meters: [], mayRead: ['A'] }

export function metersAnswer(world: World, { method, body }: Asked): unknown {
  if (method === 'GET') return Meters.parse(world.meters)
  const { asset, meter, reading } = MeterWish.parse(body)
  return MeterAnswer.parse({
    sentence: `${meter} of ${asset} shows ${reading.value} ${reading.uom}.`,
    messageId: uuid(9, 1),
  })
}
