import type { IDataObject } from 'n8n-workflow';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { Finder } from '../../nodes/shared/execution/resolve.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import { Lookup } from '../../nodes/shared/values/wireValue.ts';
import { answerWith, sessionOf } from '../support/session.mts';

function finderOver(items: IDataObject[]) {
	let asked = 0;
	const session = sessionOf(async () => {
		asked++;
		return answerWith({ count: items.length, items });
	});
	return { finder: new Finder(session), asked: () => asked };
}
const dealer = new Lookup('dealer', 'north', 'name');

test('a name is looked up once, whatever its case in the list', async () => {
	const { finder, asked } = finderOver([{ id: '7', name: 'North' }]);
	expect(await Promise.all([finder.resolve(dealer), finder.resolve({ a: [dealer] })])).toEqual([
		'7',
		{ a: ['7'] },
	]);
	expect(asked()).toBe(1);
});

test.each([
	['no record has it', [], /No dealer has the username "north"/],
	['a PBX that ignores the filter gives others', [{ id: '8', name: 'south' }], /No dealer/],
	[
		'two have it',
		[
			{ id: '7', name: 'north' },
			{ id: '8', name: 'NORTH' },
		],
		/More than one dealer/,
	],
])('a name is refused if %s', async (_, items, words) => {
	await expect(finderOver(items).finder.resolve(dealer)).rejects.toThrow(words);
});

test.each([
	['trunk', 'assignToTenant', { trunkId: '5', tenantId: '6' }, '/providers/5'],
	[
		'trunk',
		'update',
		{ trunkId: '5', additionalFields: { otherFields: '{"a":1}' } },
		'/providers/5',
	],
	['trunk', 'delete', { trunkId: '5' }, '/providers/5'],
	['extensionPhone', 'delete', { extensionId: '5' }, '/users/5'],
	['network', 'update', { updateFields: { otherFields: '{"a":1}' } }, '/network'],
	['tenant', 'get', { tenantId: '5' }, undefined],
	['tenant', 'checkAccess', { tenantId: '5' }, undefined],
	['file', 'upload', {}, undefined],
])(
	'%s > %s changes %s',
	async (resource, operation, parameters: Record<string, unknown>, changes) => {
		const row = findOperation(resource, operation);
		if (!row) throw new Error('no such operation');
		const values: Record<string, unknown> = { ...parameters };
		for (const field of row.pathFields) values[parameterOf(field)] ??= '9';
		for (const { name } of row.bodyFields.filter(({ required }) => required))
			values[name] ??= '100';
		const plan = planRequest(row, (name) => values[name] ?? null, 'UTC');
		expect((await finderOver([]).finder.callOf(plan)).changes).toBe(changes);
	},
);
