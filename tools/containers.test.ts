import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readEstate } from '../src/governance/estate-file.ts'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

interface Service {
  readonly image?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
}
const compose = parse(read('compose.yaml')) as {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const services = Object.entries(compose.services)

it('the hub’s container is set by variables that the program reads', () => {
  const known = [read('src/cli/hub.ts'), read('src/cli/secret-files.ts'), read('deploy/estate/estate.yaml')].join('\n')
  const image = [...read('deploy/Dockerfile').matchAll(/(MILLWRIGHT_[A-Z_]+)=/g)].map(([, name]) => name!)
  const names = [...Object.keys(compose.services['hub']!.environment!), ...image]
  for (const name of names) expect(known).toContain(name.replace(/_FILE$/, ''))
})

it.each(services)('%s is answered on this machine only, and has the secrets and folders it names', (_name, service) => {
  for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  for (const [name, value] of Object.entries(service.environment ?? {}))
    if (name.endsWith('_FILE')) expect(service.secrets).toContain(value.replace('/run/secrets/', ''))
  for (const secret of service.secrets ?? []) expect(compose.secrets[secret]?.file).toMatch(/^\.\/deploy\/secrets\//)
  for (const volume of service.volumes ?? []) {
    const [from = ''] = volume.split(':')
    expect(from.startsWith('.') ? existsSync(path.join(root, from)) : from in compose.volumes).toBe(true)
  }
})

it('no secret lies in the files, and none gets into the image or the repository', () => {
  for (const file of ['.dockerignore', '.gitignore']) expect(read(file)).toMatch(/^deploy\/secrets\/?$/m)
  for (const [, { environment = {} }] of services)
    for (const name of Object.keys(environment)) expect(name).not.toMatch(/PASSWORD$|API_KEY$/)
})

it('the estate of the containers is one', () => {
  const env = { ODOO_URL: 'http://odoo:8069', ODOO_DB: 'millwright', ODOO_API_KEY: 'x' }
  expect(readEstate(path.join(root, 'deploy/estate'), env).plants).toMatchObject([{ id: 'A' }])
})

it('what the image copies and runs is there', () => {
  const dockerfile = read('deploy/Dockerfile')
  for (const [, files = ''] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
    for (const file of files.split(' ')) expect(existsSync(path.join(root, file)), file).toBe(true)
  for (const [script = ''] of dockerfile.matchAll(/(?:src|tools)\/[\w/-]+\.ts|src\/cli\/main\.ts/g))
    expect(existsSync(path.join(root, script)), script).toBe(true)
})
