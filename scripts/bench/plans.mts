import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { ROOT } from '../docs/folder.mts';
import { median } from './median.mts';

/** Items of a run, as many as people bring in a sheet. */
const ITEMS = 1000;

const tenant = {
	name: 'Acme Ltd',
	domain: 'sip.acme.example',
	website: 'https://www.acme.example',
	timezone: 'Europe/London',
	currency: 'GBP',
	region: 'GBR',
};

type Case = readonly [resource: string, operation: string, parameters: object];

/** What is planned: forms with few fields and with many, as a person fills them in. */
const CASES: readonly Case[] = [
	['tenant', 'create', { ...tenant, additionalFields: { maxExtensions: 50, enabled: true } }],
	[
		'tenant',
		'update',
		{
			tenantId: { __rl: true, mode: 'id', value: '700551909773148160' },
			additionalFields: {
				maxExtensions: 50,
				officeHours: 'Mon-Fri 09:00-17:00; Sat 10:00-13:00',
				e164: { enabled: true, country: '44', areaCode: '20' },
			},
		},
	],
	['tenant', 'getMany', { returnAll: false, limit: 50, filters: { search: 'acme' } }],
	[
		'trunk',
		'assignToTenant',
		{
			trunkId: { __rl: true, mode: 'id', value: '700551909773148160' },
			tenantId: { __rl: true, mode: 'domain', value: 'sip.acme.example' },
			didNumbers: '442071230000-442071230099;442071231500',
		},
	],
	[
		'extension',
		'create',
		{
			actInTenant: { __rl: true, mode: 'domain', value: 'sip.acme.example' },
			name: 'ada',
			password: 'Quite-Fake-9',
			email: 'ada@acme.example',
			displayName: 'Ada Lovelace',
			role: { __rl: true, mode: 'id', value: 'StandardUser' },
			extensionNumber: '101',
			extensionPassword: 'Third-Fake-5',
			voicemailPin: '482915',
			additionalFields: { mobilePhone: '+44 20 7123 0000', timezone: 'Europe/London' },
		},
	],
	[
		'ipRule',
		'create',
		{
			cidr: '192.0.2.0/24',
			target: 'DENY',
			additionalFields: { expireAt: '2030-01-02T03:04:05', otherFields: '{"note": "x"}' },
		},
	],
];

/** The planning of one state of the package. */
interface Planner {
	name: string;
	find(resource: string, operation: string): Operation | undefined;
	plan(operation: Operation, read: (name: string) => unknown, timezone: string): object;
}

async function planner(name: string, folder: string): Promise<Planner> {
	const load = async <T,>(file: string) =>
		(await import(pathToFileURL(path.join(folder, 'nodes/shared', file)).href)) as T;
	const { findOperation } = await load<{ findOperation: Planner['find'] }>('api/index.ts');
	const { planRequest } = await load<{ planRequest: Planner['plan'] }>('plan/plan.ts');
	return { name, find: findOperation, plan: planRequest };
}

/** Milliseconds that it takes to plan the items of one case. */
function timeOf({ name, find, plan }: Planner, [resource, operation, parameters]: Case): number {
	const row = find(resource, operation);
	if (!row) throw new Error(`${name}: there is no ${resource}.${operation}`);
	const read = (parameter: string) => (parameters as Record<string, unknown>)[parameter] ?? null;
	const start = performance.now();
	for (let item = 0; item < ITEMS; item++) plan(row, read, 'Europe/London');
	return performance.now() - start;
}

/** Milliseconds for an operation. */
export interface Times {
	name: string;
	now: number;
	then: number;
}

/**
 * Milliseconds that it takes to plan a thousand items of each case, now and at an earlier commit,
 * which take turns in each round, so that a slow moment of the machine hits both.
 *
 * @param commit what to compare with
 */
export async function planning(commit: string, rounds = 15): Promise<Times[]> {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
	try {
		const archive = execFileSync('git', ['archive', commit, 'nodes', 'pbx'], {
			cwd: ROOT,
			maxBuffer: 2 ** 30,
		});
		execFileSync('tar', ['-x', '-C', folder], { input: archive });
		const both = [await planner('now', ROOT), await planner(commit, folder)];
		return CASES.map((each) => {
			// The first round does not count: code that has just been compiled is slow.
			const times = Array.from({ length: rounds + 1 }, () => both.map((one) => timeOf(one, each)));
			const [now, then] = both.map((_, index) =>
				median(times.slice(1).map((round) => round[index])),
			);
			return { name: `${each[0]}.${each[1]}`, now, then };
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}
