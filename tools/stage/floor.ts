import type { EffectView, MessageRow } from '#api'

/** The orders of the story and what was reported about them, latest last. Everything else is derived from this. */
export interface Report {
  readonly what:
    | 'material.issued'
    | 'material.returned'
    | 'operation.completed'
    | 'output.received'
    | 'output.reversed'
    | 'scrap.recorded'
    | 'order.closed'
  readonly minutesAgo: number
  readonly data: Readonly<Record<string, unknown>>
  readonly progress?: MessageRow['progress']
  readonly verdict?: string
  readonly code?: string
  readonly sentence?: string
  readonly suggestion?: string
  /** Seconds between the event and its arrival. */
  readonly late?: number
  readonly duplicates?: number
  readonly effect?: EffectView['state'] | 'none'
  readonly attempts?: number
  readonly known?: boolean
  readonly failure?: string
  readonly waitsFor?: string
  readonly assignedTo?: string
  readonly actor?: string
}

export interface StageOrder {
  readonly n: number
  readonly plant: 'A' | 'B'
  readonly item: string
  readonly itemName: string
  readonly ordered: string
  readonly uom: 'H87' | 'KGM'
  readonly state: string
  readonly before?: string
  readonly origin?: 'live' | 'reconciled'
  /** Why it is held, and for how many minutes already. */
  readonly held?: readonly [reason: string, minutesAgo: number]
  readonly components: readonly (readonly [item: string, name: string, required: string, uom: string, issued: string])[]
  readonly operations: readonly (readonly [
    op: string,
    name: string,
    workCenter: string,
    completed: string,
    over: boolean,
  ])[]
  readonly reports: readonly Report[]
}

const pcs = (value: string) => ({ value, uom: 'H87' })
const kg = (value: string) => ({ value, uom: 'KGM' })

const bracket: StageOrder = {
  n: 42,
  plant: 'A',
  item: 'HB-200',
  itemName: 'Hydraulic bracket HB-200',
  ordered: '60',
  uom: 'H87',
  state: 'started',
  components: [
    ['STEEL-2MM', 'Sheet steel 2 mm', '150.000', 'KGM', '131.250'],
    ['BOLT-M8', 'Hexagon bolt M8 × 30', '240', 'H87', '208'],
    ['PAINT-7035', 'Powder paint RAL 7035', '4.800', 'KGM', '4.160'],
  ],
  operations: [
    ['10', 'Laser cutting', 'Laser 2', '60', true],
    ['20', 'Bending', 'Press brake 1', '56', false],
    ['30', 'Welding', 'Weld cell 3', '52', false],
  ],
  reports: [
    {
      what: 'material.issued',
      minutesAgo: 205,
      data: { item: 'STEEL-2MM', quantity: kg('131.250'), lot: 'CO-2611-07' },
    },
    {
      what: 'operation.completed',
      minutesAgo: 172,
      data: { operation: '10', good: pcs('60'), scrap: pcs('1'), machineTime: '96.5', operator: 'P-1180' },
    },
    {
      what: 'output.received',
      minutesAgo: 131,
      data: { quantity: pcs('24'), lot: 'L-0099', document: 'RCV-5521' },
      actor: 'P-1180',
    },
    {
      what: 'output.received',
      minutesAgo: 84,
      data: { quantity: pcs('20'), lot: 'L-0099', document: 'RCV-5524' },
      duplicates: 2,
      attempts: 2,
      known: true,
      actor: 'P-1180',
    },
    {
      what: 'output.reversed',
      minutesAgo: 61,
      data: { reverses: 'mes-5524-1', quantity: pcs('4'), reason: 'Counted twice at the pallet' },
      actor: 'P-1032',
    },
    {
      what: 'output.received',
      minutesAgo: 3,
      data: { quantity: pcs('12'), lot: 'L-0100', document: 'RCV-5540' },
      progress: 'sending',
      effect: 'sent',
    },
  ],
}

const housing: StageOrder = {
  n: 38,
  plant: 'A',
  item: 'PH-11',
  itemName: 'Pump housing PH-11',
  ordered: '25',
  uom: 'H87',
  state: 'closed',
  before: '5',
  origin: 'reconciled',
  components: [
    ['CAST-11', 'Raw casting 11', '25', 'H87', '25'],
    ['SEAL-40', 'Seal ring 40', '50', 'H87', '50'],
  ],
  operations: [
    ['10', 'Milling', 'Mill 4', '25', true],
    ['20', 'Pressure test', 'Test bench', '25', true],
  ],
  reports: [
    { what: 'material.issued', minutesAgo: 1_650, data: { item: 'CAST-11', quantity: pcs('25'), lot: 'CAST-77' } },
    {
      what: 'output.received',
      minutesAgo: 1_540,
      data: { quantity: pcs('12'), serials: ['PH11-0881', 'PH11-0882', 'PH11-0883'] },
    },
    { what: 'output.received', minutesAgo: 1_490, data: { quantity: pcs('8') }, late: 2_820 },
    { what: 'order.closed', minutesAgo: 1_400, data: { reason: 'Complete' } },
  ],
}

const flange: StageOrder = {
  n: 44,
  plant: 'A',
  item: 'FL-80',
  itemName: 'Flange FL-80',
  ordered: '100',
  uom: 'H87',
  state: 'started',
  components: [['BAR-90', 'Round bar 90', '310.000', 'KGM', '310.000']],
  operations: [['10', 'Turning', 'Lathe 5', '108', false]],
  reports: [
    { what: 'material.issued', minutesAgo: 320, data: { item: 'BAR-90', quantity: kg('310.000'), lot: 'BAR-5' } },
    { what: 'output.received', minutesAgo: 150, data: { quantity: pcs('96'), lot: 'F-771' } },
    {
      what: 'output.received',
      minutesAgo: 55,
      data: { quantity: pcs('2'), lot: 'F-771' },
      verdict: 'flagged',
      code: 'OVER_COMPLETION',
      sentence: '2 pcs of Flange FL-80 received for WH/MO/00044: within what the plant allows.',
    },
    {
      what: 'output.received',
      minutesAgo: 47,
      data: { quantity: pcs('10'), lot: 'F-772', document: 'RCV-5531' },
      progress: 'stopped',
      verdict: 'refused',
      code: 'OVER_COMPLETION',
      sentence: 'WH/MO/00044 would stand at 108 pcs, 8 pcs more than ordered and more than the plant allows.',
      suggestion: 'Correct the quantity and retry, or override with a reason if the goods are really there.',
      assignedTo: 'eva',
    },
    {
      what: 'scrap.recorded',
      minutesAgo: 31,
      data: { quantity: pcs('1'), operation: '10', reason: 'Chatter marks' },
      effect: 'in-doubt',
      progress: 'sending',
      attempts: 3,
    },
  ],
}

const paint: StageOrder = {
  n: 107,
  plant: 'B',
  item: 'GEL-5',
  itemName: 'Cleaning gel 5 l',
  ordered: '400.000',
  uom: 'KGM',
  state: 'started',
  components: [
    ['BASE-A', 'Base A', '320.000', 'KGM', '318.400'],
    ['PERFUME', 'Perfume lemon', '1.250', 'KGM', '1.250'],
  ],
  operations: [
    ['1', 'Mixing', 'Mixer 1', '398.200', true],
    ['2', 'Filling', 'Filler 2', '210.000', false],
  ],
  reports: [
    { what: 'material.issued', minutesAgo: 280, data: { item: 'BASE-A', quantity: kg('318.400'), lot: '0007' } },
    { what: 'output.received', minutesAgo: 90, data: { quantity: kg('198.400'), lot: '0041' } },
    {
      what: 'output.received',
      minutesAgo: 72,
      data: { quantity: kg('12.500') },
      progress: 'stopped',
      verdict: 'refused',
      code: 'LOT_REQUIRED',
      sentence: 'The goods of WH/MO/00107 carry lot or serial numbers, and this receipt names none.',
      suggestion: 'Add the lot or serial numbers and retry.',
    },
    {
      what: 'output.received',
      minutesAgo: 66,
      data: { quantity: kg('12.500') },
      progress: 'stopped',
      verdict: 'refused',
      code: 'LOT_REQUIRED',
      sentence: 'The goods of WH/MO/00107 carry lot or serial numbers, and this receipt names none.',
      suggestion: 'Add the lot or serial numbers and retry.',
    },
    {
      what: 'output.received',
      minutesAgo: 22,
      data: { quantity: kg('12.500') },
      progress: 'stopped',
      verdict: 'refused',
      code: 'LOT_REQUIRED',
      sentence: 'The goods of WH/MO/00107 carry lot or serial numbers, and this receipt names none.',
      suggestion: 'Add the lot or serial numbers and retry.',
    },
  ],
}

const early: StageOrder = {
  n: 51,
  plant: 'A',
  item: 'HB-210',
  itemName: 'Hydraulic bracket HB-210',
  ordered: '40',
  uom: 'H87',
  state: 'started',
  held: ['sheets of the wrong thickness', 25],
  components: [['STEEL-3MM', 'Sheet steel 3 mm', '120.000', 'KGM', '0']],
  operations: [['10', 'Laser cutting', 'Laser 2', '0', false]],
  reports: [
    {
      what: 'operation.completed',
      minutesAgo: 16,
      data: { operation: '10', good: pcs('40'), machineTime: '61', operator: 'P-1180' },
      progress: 'waiting',
      verdict: 'held',
      sentence: 'WH/MO/00051 is held by mes: sheets of the wrong thickness. This waits until the hold is lifted.',
      waitsFor: 'the hold on WH/MO/00051 to be lifted (sheets of the wrong thickness)',
    },
  ],
}

const lost: StageOrder = {
  n: 9042,
  plant: 'A',
  item: '?',
  itemName: 'Not known to Odoo',
  ordered: '0',
  uom: 'H87',
  state: 'unknown',
  components: [],
  operations: [],
  reports: [
    {
      what: 'output.received',
      minutesAgo: 118,
      data: { quantity: pcs('6'), document: 'RCV-5529' },
      progress: 'stopped',
      verdict: 'refused',
      code: 'UNKNOWN_ORDER',
      sentence: 'Odoo has no production order odoo.9042.',
      suggestion: 'Correct the order number and send it again, or skip the report with a reason.',
      late: 2_820,
    },
    {
      what: 'material.issued',
      minutesAgo: 117,
      data: { item: 'BOLT-M8', quantity: pcs('24') },
      progress: 'stopped',
      verdict: 'refused',
      code: 'UNKNOWN_ORDER',
      sentence: 'Odoo has no production order odoo.9042.',
      suggestion: 'Correct the order number and send it again, or skip the report with a reason.',
    },
  ],
}

const valve: StageOrder = {
  n: 46,
  plant: 'A',
  item: 'VB-3',
  itemName: 'Valve block VB-3',
  ordered: '12',
  uom: 'H87',
  state: 'completed',
  components: [['ALU-60', 'Aluminium block 60', '12', 'H87', '12']],
  operations: [['10', 'Milling', 'Mill 4', '12', true]],
  reports: [
    { what: 'material.issued', minutesAgo: 260, data: { item: 'ALU-60', quantity: pcs('12'), lot: 'AL-311' } },
    {
      what: 'operation.completed',
      minutesAgo: 140,
      data: { operation: '10', good: pcs('12'), machineTime: '210', final: true },
    },
    {
      what: 'output.received',
      minutesAgo: 101,
      data: { quantity: pcs('8'), serials: ['VB3-201', 'VB3-202', 'VB3-203', 'VB3-204'] },
    },
    {
      what: 'output.received',
      minutesAgo: 38,
      data: { quantity: pcs('4'), serials: ['VB3-209', 'VB3-210', 'VB3-211', 'VB3-201'] },
      progress: 'stopped',
      effect: 'refused',
      failure: 'Odoo already has serial VB3-201 in stock.',
      code: 'SERIAL_DUPLICATE',
      sentence: 'Odoo already has serial VB3-201 in stock; 4 pcs of WH/MO/00046 were not booked.',
      suggestion: 'Correct the serial numbers and retry.',
    },
    {
      what: 'order.closed',
      minutesAgo: 9,
      data: { reason: 'Rest is scrap' },
      progress: 'asking',
      verdict: 'asked',
      sentence: 'Asked a planner whether WH/MO/00046 may be closed 4 pcs short.',
    },
  ],
}

const filler = (
  n: number,
  plant: 'A' | 'B',
  item: string,
  itemName: string,
  ordered: string,
  minutesAgo: number,
): StageOrder => ({
  n,
  plant,
  item,
  itemName,
  ordered,
  uom: 'H87',
  state: minutesAgo > 400 ? 'closed' : 'started',
  components: [],
  operations: [['10', 'Assembly', 'Line 1', ordered, minutesAgo > 400]],
  reports: [
    { what: 'operation.completed', minutesAgo: minutesAgo + 20, data: { operation: '10', good: pcs(ordered) } },
    { what: 'output.received', minutesAgo, data: { quantity: pcs(ordered) } },
  ],
})

export const floor: readonly StageOrder[] = [
  bracket,
  flange,
  valve,
  paint,
  early,
  housing,
  lost,
  filler(33, 'A', 'GB-5', 'Gear box cover GB-5', '30', 240),
  filler(34, 'A', 'GB-6', 'Gear box cover GB-6', '18', 233),
  filler(35, 'A', 'SH-12', 'Shaft SH-12', '150', 215),
  filler(101, 'B', 'KIT-A', 'Mounting kit A', '80', 190),
  filler(102, 'B', 'KIT-B', 'Mounting kit B', '65', 185),
  filler(36, 'A', 'SH-14', 'Shaft SH-14', '140', 160),
  filler(37, 'A', 'CL-1', 'Clamp CL-1', '500', 110),
  filler(103, 'B', 'KIT-C', 'Mounting kit C', '44', 95),
  filler(29, 'A', 'CL-2', 'Clamp CL-2', '320', 1_500),
  filler(30, 'A', 'CL-3', 'Clamp CL-3', '310', 1_560),
  filler(28, 'B', 'KIT-D', 'Mounting kit D', '20', 2_980),
]
