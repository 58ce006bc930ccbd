import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as define from '../../nodes/shared/api/define.ts';
import * as fields from '../../nodes/shared/api/fields.ts';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { areas } from '../../nodes/shared/api/index.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { differences } from '../../scripts/facts/compare.mts';
import { contract, type FactOperation } from '../../scripts/facts/contract.mts';
import { HINT } from '../../scripts/openapi/code.mts';
import { readDocument } from '../../scripts/openapi/document.mts';
import { operationFacts } from '../../scripts/openapi/operationFacts.mts';
import { placeOf, type Place } from '../../scripts/openapi/place.mts';
import { rowCode } from '../../scripts/openapi/rowCode.mts';

const lamps = path.join(import.meta.dirname, 'lamps.json');

/** Runs the printed row with the project's own constructors. */
function evaluated(code: string, { own, base }: Pick<Place, 'own' | 'base'>): Operation {
	const { resource, ...rows } = define;
	const scope = withoutDefault({ ...fields, ...rows, listOf: fields.list });
	const row = new Function(...Object.keys(scope), `return ${code}`)(...Object.values(scope));
	return resource('sample', 'Sample', base, [row as define.Row], { own }).operations[0];
}

/** Modules that jest has turned into CommonJS can have a member named like a reserved word. */
const withoutDefault = ({ default: _, ...rest }: Record<string, unknown>) => rest;

const facts = contract();
const scaffolded = (key: string) => {
	const fact = facts.get(key) as FactOperation;
	const place = placeOf(fact.path);
	const code = rowCode(fact, place, facts);
	return { fact, place, code, row: evaluated(code, place) };
};

describe('the row of an operation of the contract', () => {
	const files = ['POST /blobs/uploads/{id}/append', 'POST /blobs/uploads/{id}/complete'];

	test('says what the contract says, for every operation', () => {
		const wrong = [...facts.keys()]
			.filter((key) => !files.includes(key))
			.flatMap((key) => {
				const { fact, row } = scaffolded(key);
				const path = `${row.method} ${row.path}`;
				return [...(path === key ? [] : [`${key} became ${path}`]), ...differences(row, fact)];
			});
		expect(wrong).toEqual([]);
	});

	test.each(files)('%s is refused: it sends a file', (key) => {
		expect(() => scaffolded(key)).toThrow('special/');
	});

	test.each([
		['POST /tenants', 'create', 'create'],
		['GET /tenants', 'getMany', 'getMany'],
		['GET /tenants/{id}', 'get', 'get'],
		['POST /tenants/{id}', 'update', 'update'],
		['POST /tenants/{id}/destroy', 'delete', 'delete'],
		['GET /providers/{id}/assignees', 'getMany', 'getAssignees'],
		['GET /providers/{id}/status', 'get', 'getStatus'],
		['POST /admin/settings', 'update', 'update'],
		['GET /tenant/notification', 'get', 'get'],
		['GET /users/{id}/status', 'get', 'getStatus'],
		['POST /tenants/{id}/dealers/{dealer_id}/destroy', 'action', 'removeDealers'],
		['GET /inbound_rules/export', 'download', 'export'],
	])('%s is taken for %s, with the name %s', (key, kind, value) => {
		expect(scaffolded(key).row).toMatchObject({ kind, value });
	});

	test.each([
		['GET /cdrs', { paging: 'undeclared' }],
		['GET /contacts', { paging: 'offset' }],
		['GET /tenants', { paging: 'declared' }],
		['POST /tenants/summaries/query', { since: '22.6', acceptsBody: true }],
		['POST /crm/contacts', { license: 'cc' }],
	])('%s: %j', (key, expected) => {
		expect(scaffolded(key).row).toMatchObject(expected);
	});

	test('belongs to the resource with the nearest path', () => {
		expect(placeOf('/ring_groups/{id}/anthem').resource?.value).toBe('ringGroup');
		expect(placeOf('/admin/fountains/{id}')).toEqual({
			own: 'adminFountains',
			base: '/admin/fountains',
		});
	});
});

describe('the row of an operation of a document', () => {
	const document = operationFacts(readDocument(lamps));
	const code = (key: string) => {
		const fact = document.get(key) as FactOperation;
		return rowCode(fact, placeOf(fact.path), document);
	};

	test('is in the vocabulary of the rows', () => {
		expect(code('GET /lamps/{id}/photo')).toBe(
			'download("photo", "GET /{id}/photo", { path: [text("id", "HINT")], query: [need(integer("width", "HINT", { min: 16 }))], since: "HINT", description: "HINT", fileName: "HINT" })',
		);
	});

	test('says what the document says', () => {
		const key = 'POST /lamps';
		const fact = document.get(key) as FactOperation;
		expect(differences(evaluated(code(key), placeOf(fact.path)), fact)).toEqual([]);
	});

	test('is refused where rows have no method for it', () => {
		expect(() => code('PUT /lamps/{id}')).toThrow('GET and POST only');
	});
});

test('npm run api:scaffold prints a row that can be pasted', () => {
	const root = path.resolve(import.meta.dirname, '../..');
	const command = ['--import', 'tsx', 'scripts/apiScaffold.mts', 'POST /lamps', '--from', lamps];
	const output = execFileSync(process.execPath, command, { cwd: root }).toString();
	expect(output).toContain('// A new resource on /lamps');
	expect(output).toContain(
		"need(choice('colour', ['WARM', 'COLD'], 'HINT', { default: 'WARM' })),",
	);
	expect(output.trim()).toMatch(/\),$/);
}, 60_000);

test('no placeholder is left in the nodes', () => {
	expect(JSON.stringify(areas.map(buildProperties))).not.toMatch(new RegExp(`\\b${HINT}\\b`));
});
