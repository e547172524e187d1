import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { foldersOf } from '../../src/local/folders.ts'
import { debianParts, withoutDebianParts } from '../../src/local/debian-parts.ts'
import { mosquittoPackages } from '../../src/local/mosquitto.ts'

/** Programs that tests use, and the packages that they and their libraries come in. */
const packages = {
  'mkfs.xfs': ['xfsprogs', 'libinih1', 'liburcu8', 'libblkid1', 'libuuid1'],
  'mkfs.ext4': ['e2fsprogs', 'libext2fs2', 'libcom-err2', 'libblkid1', 'libuuid1'],
  ip: ['iproute2', 'libmnl0', 'libelf1', 'libbpf1', 'libcap2', 'libtirpc3', 'libbsd0', 'libmd0', 'libdb5.3'],
  nft: [
    ...['nftables', 'libnftables1', 'libnftnl11', 'libmnl0', 'libjansson4', 'libgmp10', 'libedit2', 'libtinfo6'],
    ...['libbsd0', 'libmd0', 'libxtables12'],
  ],
  strace: ['strace', 'libunwind8', 'liblzma5'],
  mosquitto: mosquittoPackages,
}

export type Tool = keyof typeof packages

/** How a program is called. */
export interface Callable {
  readonly command: string
  readonly env: NodeJS.ProcessEnv
}

const places = ['usr/sbin', 'usr/bin', 'sbin', 'bin']
const installed = (tool: Tool): string | undefined => places.map((place) => `/${place}/${tool}`).find(existsSync)

/** Why a program is not to be had here; undefined where it is. */
export const without = (tool: Tool): string | undefined => (installed(tool) ? undefined : withoutDebianParts)

/** The program of this machine, else Debian's, unpacked beside the system. */
export async function debianTool(tool: Tool): Promise<Callable> {
  const here = installed(tool)
  if (here) return { command: here, env: process.env }
  const folders = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: homedir() })
  const parts = await debianParts(tool, packages[tool], folders)
  const command = places.map((place) => parts.file(path.join(place, tool))).find(existsSync)!
  return { command, env: { ...process.env, ...parts.env } }
}
