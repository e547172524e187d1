import type { AssetTold } from '../src/model/asset.ts'
import type { Upkeep } from '../simulators/cmms/upkeep.ts'

export type DemoPlant = 'A' | 'B' | 'C'

/** A machine of the demo: what it is, the work centre of Odoo whose place it fills, and how it is looked after. */
interface Machine {
  readonly plant: DemoPlant
  readonly asset: AssetTold
  /** By its code in Odoo. */
  readonly workCentre: string
  readonly modes: readonly [string, ...string[]]
  readonly part?: string
  readonly care?: NonNullable<Upkeep['assets'][number]['care']>
}

const machine = (
  plant: DemoPlant,
  [asset, name, kind, criticality]: readonly [string, string, string, AssetTold['criticality']],
  workCentre: string,
  more: Pick<Machine, 'modes' | 'part' | 'care'>,
): Machine => ({
  plant,
  asset: { asset, name, class: kind, level: 6, criticality, equipment: `${plant}-${workCentre.slice('WC-'.length)}` },
  workCentre,
  ...more,
})

/** What stands in the three plants, as their list of assets tells it. */
export const machines: readonly Machine[] = [
  machine('A', ['SAW-0117', 'Band saw', 'Saws', 'B'], 'WC-SAW', {
    ...{ modes: ['VIB', 'LOO'], part: 'BELT-A', care: { title: 'Change the blade', every: 200, ahead: 20, lasts: 5 } },
  }),
  machine('A', ['ROB-0204', 'Welding robot', 'Robots', 'A'], 'WC-WELD', { modes: ['UST', 'ERO'], part: 'CABLE-W' }),
  machine('A', ['SCR-0088', 'Screwdriving station', 'Hand tools', 'C'], 'WC-BENCH', { modes: ['FTS', 'ERO'] }),
  machine('B', ['MIX-0031', 'Mixer 1', 'Mixers', 'A'], 'WC-MIXER-1', { modes: ['ELP', 'VIB'], part: 'SEAL-40' }),
  machine('B', ['MIX-0032', 'Mixer 2', 'Mixers', 'A'], 'WC-MIXER-2', {
    ...{ modes: ['ELP', 'OHE'], part: 'SEAL-40' },
    ...{ care: { title: 'Change the shaft seal', every: 160, ahead: 24, lasts: 8 } },
  }),
  machine('B', ['AGI-0007', 'Agitator of the settling tank', 'Mixers', 'B'], 'WC-TANK', { modes: ['NOI', 'VIB'] }),
  machine('B', ['FIL-0112', 'Filling machine', 'Filling machines', 'A'], 'WC-FILL', { modes: ['LOO', 'PLU'] }),
  machine('C', ['STR-0045', 'Strapping machine', 'Packing machines', 'B'], 'WC-PACK', {
    ...{ modes: ['FTS', 'PLU'], part: 'BELT-A' },
    ...{ care: { title: 'Grease and adjust', every: 120, ahead: 18, lasts: 3 } },
  }),
]

/** What repairs use: in the CMMS by its number, in Odoo a product of this reference. */
export const spares = {
  'SEAL-40': { name: 'Shaft seal 40 mm', cost: '38' },
  'BELT-A': { name: 'Drive belt A', cost: '21' },
  'CABLE-W': { name: 'Cable of a welding gun', cost: '145' },
} as const

/** Old machines, so that something happens while somebody looks. */
const wear = { shape: 1.4, life: 12, repair: 90, spread: 0.4 }

/** What the people at the CMMS look after. */
export const lookedAfter: Upkeep = {
  parts: Object.entries(spares).map(([number, { name }]) => ({ number, name, stock: 100 })),
  assets: machines.map(({ asset: { asset, name }, modes, part, care }) => ({
    ...{ code: asset, name, wear, modes: [...modes] },
    ...(part === undefined ? {} : { part }),
    ...(care === undefined ? {} : { care }),
  })),
}

/** By its machine, the plant where the CMMS cannot say it. */
export const plantOfAsset = Object.fromEntries(machines.map(({ plant, asset: { asset } }) => [asset, plant]))
