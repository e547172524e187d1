import os from 'node:os'
import { type AbsentRow, goalText, type Row } from './row.ts'
import type { Sample } from './sample.ts'
import type { Yardstick } from './yardstick.ts'

export interface Report {
  readonly rows: readonly Row[]
  readonly absent: readonly AbsentRow[]
  /** The machine before and after, so that figures of two runs can be told apart from two machines. */
  readonly machine: readonly Yardstick[]
}

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 100 ? value.toFixed(0) : value.toPrecision(3)

const told = ({ median, least, most }: Sample): string => `${number(median)} (${number(least)}–${number(most)})`

const header = ['name', 'ours', 'other', 'ratio', 'goal', 'met', 'unit', 'other is']

const cells = (row: Row): string[] => [
  row.name,
  told(row.ours),
  told(row.other),
  told(row.ratio),
  goalText(row.goal),
  row.met === undefined ? '–' : row.met ? 'yes' : 'NO',
  row.unit,
  row.against,
]

const yardstickLine = ({ cpu, sync }: Yardstick): string =>
  `yardstick: ${number(cpu.median)} (${number(cpu.least)}–${number(cpu.most)}) MB/s hashed by one core, ` +
  `${told(sync)} fdatasync/s of 8 kB; load ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}, ${os.availableParallelism()} cores`

export const yardstickText = yardstickLine

/** Rows in columns; those without another side say why. */
export function tableOf({ rows, absent }: Pick<Report, 'rows' | 'absent'>): string {
  const lines = [header, ...rows.map(cells)]
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return [...table, ...absent.map(({ name, why }) => `${name}: not measured: ${why}`)].join('\n')
}
