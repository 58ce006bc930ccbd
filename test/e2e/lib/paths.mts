import path from 'node:path';

/** This folder's own package: what the end-to-end tests install. */
export const E2E = path.resolve(import.meta.dirname, '..');

/** The package under test. */
export const PROJECT = path.resolve(E2E, '../..');

/** What later runs use again: the installed server, npm's downloads. Never committed. */
export const CACHE = path.resolve(process.env.E2E_CACHE ?? path.join(PROJECT, '.cache/e2e'));

export const SCREENSHOTS = path.join(CACHE, 'screenshots');
