import { Command } from 'commander'
import type { AssetList, AssetTold, MeterAnswer, MeterList, WorkCentreList } from '#api'
import { spoken, type Unit } from '#model/quantity'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { contentOf } from './content-of.ts'
import { eventTextsIn } from './events-file.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface InPlant extends PersonOptions {
  readonly plant: string
  readonly reason?: string
}

/** What stands in a plant, and which work centre of the ERP each place is: as the console's page Assets. */
export function assetsCommand(world: World): Command {
  const assets = new Command('assets')
  withPerson(
    assets.command('list', { isDefault: true }).description('what stands where, and which work centre that is'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => list(world, options))
  withPerson(
    assets
      .command('import')
      .description('tell assets anew or change them: all of the file, or none')
      .argument('<file>', 'JSON: one asset, an array, or one a line; - reads standard input')
      .requiredOption('--plant <id>', 'plant they stand in')
      .option('--reason <text>', 'why, for whoever audits it'),
  ).action((file, options) => keep(world, file, options))
  withPerson(
    assets
      .command('map')
      .description('say which work centre of the ERP a place in the plant is')
      .argument('<equipment>', 'the place, as the list names it')
      .argument('[work-centre]', 'id of the work centre; without one the place is none of the ERP’s')
      .requiredOption('--plant <id>', 'plant of the place')
      .requiredOption('--reason <text>', 'why, for whoever audits it'),
  ).action((equipment, centre, options) => map(world, equipment, centre, options))
  withPerson(assets.command('work-centres').description('the work centres of the ERP, as it has them now'))
    .option('--plant <id>', 'only of this plant')
    .action((options) => workCentres(world, options))
  withPerson(
    assets.command('meters').description('meters of assets: what each showed last, and how much it counts a day'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => meters(world, options))
  withPerson(
    assets
      .command('read')
      .description('say what a meter shows, that it began anew, or that a reading was wrong')
      .argument('<asset>', 'the asset, as the list names it')
      .argument('<meter>', 'which meter of it, such as hours')
      .argument('<value>', 'what it shows')
      .requiredOption('--plant <id>', 'plant it stands in')
      .requiredOption('--unit <code>', 'what it counts, such as HUR (hours), H87 (pieces) or KGM')
      .requiredOption('--reason <text>', 'why, for whoever audits it')
      .option('--at <moment>', 'when it was read; now where absent')
      .option('--begins <how>', 'it counts from here anew: rollover or replacement')
      .option('--ended <value>', 'where it stood when it began anew')
      .option('--instead-of <moment>', 'of the reading that was wrong'),
  ).action((asset, meter, value, options) => read(world, { asset, meter }, value, options))
  return assets.addHelpText(
    'after',
    `
Examples:
  millwright assets --as paula
  millwright assets import presses.json --plant A --as paula
  millwright assets work-centres --plant A --as paula
  millwright assets map CELL-1 odoo.wc.7 --plant A --reason "as it is built" --as paula
  millwright assets read PRESS-7 hours 1204.5 --unit HUR --plant A --reason "weekly round" --as paula`,
  )
}

interface OfPlant extends PersonOptions {
  readonly plant?: string
}

const of = ({ plant }: OfPlant): string => (plant ? `?plant=${encodeURIComponent(plant)}` : '')

const list = (world: World, options: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => show(world, await hub.ask<AssetList>(`/assets${of(options)}`), options))

const keep = (world: World, file: string, { plant, reason, ...options }: InPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const texts = eventTextsIn(file === '-' ? await world.input() : contentOf(file, 'a file with assets'), file)
    const assets = texts.map((text) => JSON.parse(text) as AssetTold)
    const kept = await hub.tell<AssetList>('/assets', { plant, assets, ...(reason ? { reason } : {}) })
    if (options.json) return world.print(JSON.stringify(kept, undefined, 2))
    world.print(`Kept: ${assets.length} of plant ${plant}.`)
    const unmapped = kept.equipment.filter((place) => place.plant === plant && place.workCentre === null)
    for (const { equipment } of unmapped) world.say(`${equipment} is no work centre of the ERP yet: map it.`)
  })

const map = (
  world: World,
  equipment: string,
  centre: string | undefined,
  { plant, reason, ...options }: InPlant,
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const wish = { plant, equipment, workCentre: centre ?? null, reason }
    const mapped = await hub.tell<AssetList>('/equipment', wish)
    if (options.json) return world.print(JSON.stringify(mapped, undefined, 2))
    const place = mapped.equipment.find((one) => one.plant === plant && one.equipment === equipment)
    world.print(place?.workCentre ? `${equipment} is ${place.workCentre.name}.` : `${equipment} is no work centre.`)
  })

const workCentres = (world: World, options: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.ask<WorkCentreList>(`/work-centres${of(options)}`)
    if (options.json) return world.print(JSON.stringify(told, undefined, 2))
    world.print(table(told.workCentres))
    for (const { plant, sentence } of told.away) world.say(`Plant ${plant}: ${sentence}`)
  })

const meters = (world: World, options: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.ask<MeterList>(`/meters${of(options)}`)
    if (options.json) return world.print(JSON.stringify(told.meters, undefined, 2))
    if (told.meters.length === 0)
      return world.print('No meter was read yet; "millwright assets read" says what one shows.')
    world.print(
      table(
        told.meters.map(({ plant, asset, meter, last, counted, perDay }) => ({
          ...{ plant, asset, meter, shows: spoken(last.shows), read: last.at, by: last.by },
          ...{ counted: spoken(counted), 'a day': perDay ? spoken(perDay) : '' },
        })),
      ),
    )
  })

interface Read extends InPlant {
  readonly unit: Unit
  readonly at?: string
  readonly begins?: string
  readonly ended?: string
  readonly insteadOf?: string
}

const read = (
  world: World,
  of: { readonly asset: string; readonly meter: string },
  value: string,
  { plant, reason, unit: uom, at, begins, ended, insteadOf, ...options }: Read,
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.tell<MeterAnswer>('/meters', {
      ...{ plant, ...of, reading: { value, uom }, reason, at, begins, insteadOf },
      ...(ended === undefined ? {} : { ended: { value: ended, uom } }),
    })
    world.print(options.json ? JSON.stringify(told, undefined, 2) : told.sentence)
  })

function show(world: World, { assets, equipment }: AssetList, { json }: PersonOptions): void {
  if (json) return world.print(JSON.stringify({ assets, equipment }, undefined, 2))
  if (assets.length === 0) return world.print('No assets are known yet; "millwright assets import" tells some.')
  world.print(
    table(
      assets.map(({ plant, asset, name, criticality, parent, stands, workCentre }) => ({
        plant,
        asset,
        name,
        criticality,
        'part of': parent ?? '',
        stands: stands ?? 'nowhere',
        'work centre': workCentre?.name ?? (stands ? 'not mapped' : ''),
      })),
    ),
  )
}
