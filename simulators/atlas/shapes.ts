import type { Asset, Meter, Part, Row, WorkKind, WorkOrder, WorkRequest } from '../cmms/books.ts'
import type { Desk } from '../cmms/dialect.ts'

/** It knows no word for an order that was given up: such an order is archived while it is open. */
const statuses = { open: 'OPEN', started: 'IN_PROGRESS', held: 'ON_HOLD', done: 'COMPLETE', cancelled: 'OPEN' } as const
export const statusOf = ({ status }: WorkOrder): string => statuses[status]

const categories: Record<WorkKind, string | undefined> = {
  breakdown: 'Breakdown',
  repair: undefined,
  preventive: undefined,
  inspection: 'Inspection',
}

const customId = (prefix: string, id: number): string => `${prefix}${String(id).padStart(6, '0')}`

const assetIn = ({ books, sees }: Desk, id: number | undefined) => {
  const asset = id === undefined ? undefined : books.assets.seen(id, sees())
  return asset ? { id: asset.id, name: asset.value.name, customId: asset.value.code } : null
}

const drifted = ({ faults }: Desk) => (faults.schemaDrift ? { workflowStepId: 7, tags: [{ id: 1 }] } : {})

export const workOrder = (desk: Desk, { id, value, createdAt, updatedAt }: Row<WorkOrder>) => ({
  id,
  customId: customId('WO', id),
  title: value.title,
  description: null,
  status: statusOf(value),
  priority: value.kind === 'breakdown' ? 'HIGH' : 'NONE',
  dueDate: null,
  estimatedStartDate: value.plannedStart === undefined ? null : desk.written(value.plannedStart),
  estimatedDuration: value.plannedHours ?? 0,
  completedOn: value.completedAt === undefined ? null : desk.written(value.completedAt),
  completedBy: value.completedAt === undefined ? null : { id: 3, firstName: 'Max', lastName: 'Weber' },
  asset: assetIn(desk, value.asset),
  location: null,
  category: categories[value.kind] ? { id: 1, name: categories[value.kind] } : null,
  team: null,
  primaryUser: null,
  assignedTo: [],
  customers: [],
  parentRequest: value.request === undefined ? null : { id: value.request },
  parentPreventiveMaintenance: value.kind === 'preventive' ? { id: 1, customId: 'PM000001' } : null,
  signature: null,
  feedback: null,
  archived: value.isArchived || value.status === 'cancelled',
  files: [],
  customFieldValues: [
    { id: 1, customField: { id: 1, label: 'Failure mode' }, value: value.failureMode ?? '' },
    { id: 2, customField: { id: 2, label: 'Failure cause' }, value: value.failureCause ?? '' },
  ],
  createdAt: desk.written(createdAt),
  updatedAt: desk.written(updatedAt),
  createdBy: 3,
  updatedBy: 3,
  ...drifted(desk),
})

export const request = (desk: Desk, { id, value, createdAt, updatedAt }: Row<WorkRequest>) => ({
  id,
  customId: customId('WR', id),
  title: value.title,
  asset: assetIn(desk, value.asset),
  cancelled: value.status === 'declined',
  cancellationReason: value.reason ?? null,
  workOrder: value.order === undefined ? null : { id: value.order, customId: customId('WO', value.order) },
  createdAt: desk.written(createdAt),
  updatedAt: desk.written(updatedAt),
  ...drifted(desk),
})

export const asset = (desk: Desk, { id, value, createdAt, updatedAt }: Row<Asset>) => ({
  id,
  customId: value.code,
  name: value.name,
  status: value.isDown ? 'DOWN' : 'OPERATIONAL',
  createdAt: desk.written(createdAt),
  updatedAt: desk.written(updatedAt),
})

/** What an order shows of a part says neither its number nor where it lies. */
export const partQuantities = ({ books, sees, written }: Desk, order: number) =>
  books.uses
    .all(sees())
    .filter(({ value }) => value.order === order)
    .map(({ id, value, updatedAt }) => {
      const part = books.parts.seen(value.part, sees())
      return {
        id,
        quantity: value.quantity,
        part: {
          id: value.part,
          name: part?.value.name ?? '',
          cost: part?.value.price ?? 0,
          unit: null,
          nonStock: false,
        },
        updatedAt: written(updatedAt),
      }
    })

export const part = (desk: Desk, { id, value, createdAt, updatedAt }: Row<Part>) => ({
  id,
  name: value.name,
  barcode: value.number,
  description: null,
  cost: value.price,
  quantity: value.stock,
  minQuantity: 0,
  nonStock: false,
  area: null,
  location: null,
  unit: null,
  customFieldValues: [],
  createdAt: desk.written(createdAt),
  updatedAt: desk.written(updatedAt),
})

const readingsOf = ({ books, sees }: Desk, meter: number) =>
  books.readings.all(sees()).filter(({ value }) => value.meter === meter)

/** A reading shows on its meter only as the moment of the last. */
export const meter = (desk: Desk, { id, value, createdAt, updatedAt }: Row<Meter>) => {
  const last = readingsOf(desk, id).at(-1)
  return {
    ...{ id, name: value.name, unit: value.unit, updateFrequency: 1, meterCategory: null, users: [], location: null },
    asset: assetIn(desk, value.asset),
    lastReading: last ? desk.written(last.createdAt) : null,
    ...{ createdAt: desk.written(createdAt), updatedAt: desk.written(updatedAt) },
  }
}

export const readings = (desk: Desk, meter: number) =>
  readingsOf(desk, meter).map(({ id, value, createdAt, updatedAt }) => ({
    ...{ id, value: value.value, createdAt: desk.written(createdAt), updatedAt: desk.written(updatedAt) },
  }))

export const labours = ({ books, sees, written }: Desk, order: number) =>
  books.work
    .all(sees())
    .filter(({ value }) => value.order === order)
    .map(({ id, value: { person, minutes, began }, createdAt, updatedAt }) => ({
      id,
      duration: Math.round(minutes * 60),
      assignedTo: { id: person, firstName: 'Max', lastName: 'Weber' },
      includeToTotalTime: true,
      logged: false,
      hourlyRate: 0,
      startedAt: written(began),
      status: 'STOPPED',
      timeCategory: null,
      createdAt: written(createdAt),
      updatedAt: written(updatedAt),
    }))
