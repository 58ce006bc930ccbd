import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Settings that n8n reads while its modules are loaded; so this module is imported before them.
 * The user folder is a fresh one: a run must neither see nor change the n8n of the machine.
 */
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-portsip-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-runs-outside-of-n8n';
process.env.N8N_DIAGNOSTICS_ENABLED ??= 'false';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_RUNNERS_ENABLED ??= 'false';
