import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { z } from 'zod'
import { PlantPolicy } from './src/governance/rules/document.ts'
import { catalogue } from './src/model/catalogue.ts'
import { floorFiles } from './tools/console/floor-files.ts'

/** The console is the only part of Millwright that is built. Nothing in it may ask another host for anything. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/console'),
  base: '/',
  plugins: [react(), floorFiles()],
  // The catalogue brings its schemas with it; the console only needs the names.
  define: {
    EVENT_TYPES: JSON.stringify(Object.fromEntries(catalogue.map(({ type, title }) => [type, title]))),
    POLICY_SCHEMA: JSON.stringify(z.toJSONSchema(PlantPolicy, { io: 'output' })),
  },
  // While the console is worked on, its stage answers (tools/console-stage.ts).
  server: { proxy: { '/api': 'http://127.0.0.1:4100' } },
  // A document under `default-src 'self'` may not load data: addresses, so small files stay files.
  build: {
    outDir: path.join(import.meta.dirname, 'dist/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: ['index.html', 'floor-worker.ts'].map((file) => path.join(import.meta.dirname, 'src/console', file)),
      // The browser asks for the worker by a name that stays.
      output: { entryFileNames: ({ name }) => (name === 'floor-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
})
