import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const clone = path.join(import.meta.dirname, '../..')

/** As a newer Millwright may change the schema where hubs of today go on beside it: what they read and write stays as it is. */
const step = `
alter table message add column weather text not null default 'fair';
alter table lane add column mood smallint;
alter table intent add column tries_wished smallint default 3 check (tries_wished > 0);
create index on intent (tries_wished) where state = 'planned';
create table weather (plant text primary key, told_at timestamptz not null default now());
create function tell_weather() returns trigger language plpgsql as $$
begin
  insert into weather (plant) values (new.plant) on conflict (plant) do update set told_at = now();
  return new;
end $$;
create trigger tell_weather after insert on message for each row execute function tell_weather();
`

/** A Millwright of tomorrow in a folder of its own: today's, and one step of the schema more. */
export function newerVersion(below: string): Disposable & { readonly folder: string; readonly step: string } {
  const folder = path.join(below, 'newer')
  mkdirSync(folder, { mode: 0o711 })
  for (const part of ['src', 'db', 'package.json', 'package-lock.json'])
    cpSync(path.join(clone, part), path.join(folder, part), { recursive: true })
  symlinkSync(path.join(clone, 'node_modules'), path.join(folder, 'node_modules'))
  const name = '9999-as-a-newer-one-may'
  writeFileSync(path.join(folder, 'db/migrations', `${name}.sql`), step)
  return { folder, step: name, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
