import type { PlantDay } from '#api'
import { quantity } from '#model/quantity'
import { uuid } from './clock.ts'

type Oee = PlantDay['oee']
type Centre = Oee['centres'][number]
type Figures = Oee['plant']

/** Minutes planned, down, that all of what was made should take, and what is good of it should. */
const figures = (planned: number, down: number, ideal: number, good: number): Figures => {
  const round = (share: number): number => Math.round(share * 10_000) / 10_000
  return {
    ...{ plannedMinutes: planned, downMinutes: down, idealMinutes: ideal, goodMinutes: good },
    ...{ availability: round((planned - down) / planned), performance: round(ideal / (planned - down)) },
    ...{
      quality: round(good / ideal),
      oee: round(good / planned),
      gap: null,
      isTooFast: ideal / (planned - down) > 1.05,
    },
  }
}

const untold = (gap: Figures['gap'], over: Partial<Figures> = {}): Figures => ({
  ...{ plannedMinutes: 0, downMinutes: 0, idealMinutes: 0, goodMinutes: 0 },
  ...{ availability: null, performance: null, quality: null, oee: null, gap, isTooFast: false },
  ...over,
})

const made = (
  order: number,
  name: string,
  [good, scrap, rework]: readonly [number, number, number],
  messages: number,
): Centre['work'][number] => ({
  ...{ order: `odoo.${order}`, label: `WH/MO/000${order}`, operation: '10', name, idealMinutes: good * 6 },
  ...{ good: quantity(good), scrap: quantity(scrap), rework: quantity(rework) },
  messages: Array.from({ length: messages }, (_, nth) => uuid(9, order + nth)),
})

/** Two shifts of a plant: a brake that stood still, a laser that waited, and a work centre nobody has mapped. */
export const oeeOfStage = (at: (hours: number) => string): Oee => ({
  ...{ definition: 1, leftOut: 1, plant: figures(1680, 210, 1182, 1098) },
  shifts: [
    { from: at(6), until: at(14), isOver: true },
    { from: at(14), until: at(22), isOver: true },
  ],
  centres: [
    {
      ...{ workCentre: 'Laser 2', ...figures(960, 0, 702, 690) },
      shifts: [figures(480, 0, 402, 396), figures(480, 0, 300, 294)],
      work: [made(42, 'Cut', [78, 2, 0], 3), made(44, 'Cut', [37, 0, 0], 2)],
      missing: [{ order: 'odoo.46', label: 'WH/MO/00046', operation: '10', name: 'Cut', expected: at(20) }],
    },
    {
      ...{ workCentre: 'Press brake 1', ...figures(720, 210, 480, 408) },
      shifts: [figures(480, 102, 330, 300), figures(240, 108, 150, 108)],
      work: [made(42, 'Bend', [68, 9, 3], 2)],
      missing: [],
    },
    {
      ...{ workCentre: 'Weld cell 3', ...untold('unplaced', { idealMinutes: 90, goodMinutes: 90, quality: 1 }) },
      shifts: [untold('unplaced'), untold('unplaced', { idealMinutes: 90, goodMinutes: 90, quality: 1 })],
      work: [made(38, 'Weld', [15, 0, 0], 1)],
      missing: [],
    },
  ],
})

export const noOee: Oee = { definition: 1, shifts: [], plant: untold('unplanned'), leftOut: 0, centres: [] }
