import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { action, create, get, getMany, resource } from '../../nodes/shared/api/define.ts';
import { choice, flag, integer, list, need, object, text } from '../../nodes/shared/api/fields.ts';
import { contract } from '../../scripts/facts/contract.mts';
import { diff } from '../../scripts/openapi/diff.mts';
import { readDocument } from '../../scripts/openapi/document.mts';
import { history, type History } from '../../scripts/openapi/history.mts';
import { operationFacts } from '../../scripts/openapi/operationFacts.mts';
import { printed } from '../../scripts/openapi/print.mts';

const file = path.join(import.meta.dirname, 'lamps.json');
const id = text('id');

/** Lamps as somebody may have written them down, a version earlier. */
const lamp = resource('lamp', 'Lamp', '/lamps', [
	create([
		need(text('name', undefined, { min: 1, max: 64, pattern: '[a-z]+' })),
		choice('colour', ['WARM', 'COLD', 'BLUE'], undefined, { default: 'COLD' }),
		text('watts', undefined, { min: 1, max: 60 }),
		object('timer', [need(integer('minutes')), flag('repeat', undefined, { default: true })]),
		list('scenes', [text('title'), text('song')]),
		text('shade'),
	]),
	get({ path: [id] }),
	getMany({ paging: 'offset' }),
	action('dim', 'POST /{id}/dim', [], { path: [id] }),
	action('blink', 'POST /{id}/blink', [], { path: [id], since: '1.5' }),
]);

const past: History = {
	operation: (key) => (key === 'PUT /lamps/{id}' ? '1.9' : undefined),
	added: (_, field) => (field === 'scenes.song' ? '2.1' : undefined),
	changed: (_, field) => (field === 'name' ? '1.7' : undefined),
};

describe('the comparison with a document', () => {
	const found = diff(operationFacts(readDocument(file)), past, [lamp]);
	const told = found.different.map(({ what, since }) => (since ? `${what} (${since})` : what));

	test('finds what is new, by tag', () => {
		expect(found.added).toEqual([
			{ group: 'Lamp', key: 'PUT /lamps/{id}', since: '1.9' },
			{ group: 'Lamp', key: 'GET /lamps/{id}/photo' },
			{ group: 'Lamp', key: 'POST /lamps/{id}/photo' },
			{ group: 'Without tag', key: 'POST /moods/{name}/start' },
		]);
	});

	test('finds what is gone, with the version of a row that is younger', () => {
		expect(found.gone).toEqual([
			{ group: 'Lamp', key: 'POST /lamps/{id}/dim', label: 'Dim' },
			{ group: 'Lamp', key: 'POST /lamps/{id}/blink', label: 'Blink', since: '1.5' },
		]);
	});

	test.each([
		'name max: row 64, document 32 (1.7)',
		'colour required: row false, document true',
		'colour default: row COLD, document WARM',
		'colour choices: row BLUE,COLD,WARM, document COLD,WARM',
		'watts type: row text, document integer',
		'timer.repeat default: row true, document false',
		'scenes.song: gone, only the row has it (2.1)',
		'shade: gone, only the row has it',
		'tags: new, the row lacks it',
	])('finds: %s', (line) => {
		expect(told).toContain(line);
	});

	test('is printed in groups, and what a known change explains comes last', () => {
		const lines = printed('Lamps 2.0', found);
		expect(lines).toContain(
			'New: 4 operations that no row has; 1 by a change that the contract names',
		);
		const at = (line: string) => lines.indexOf(line);
		expect(at('    POST /lamps/{id}/photo')).toBeGreaterThan(at('  Lamp'));
		expect(at('    PUT /lamps/{id}, as of 1.9')).toBeGreaterThan(
			at('    POST /moods/{name}/start'),
		);
		expect(at('    POST /lamps/{id}/dim  (Dim)')).toBeGreaterThan(0);
		expect(at('      shade: gone, only the row has it')).toBeGreaterThan(
			at('    POST /lamps  (Create)'),
		);
	});
});

describe('the contract knows since when', () => {
	const known = history();

	test.each([
		['an operation came', known.operation('GET /admin/users'), '22.3.0'],
		['an operation went', known.operation('POST /admin/password'), '22.3.0'],
		['a path had another name', known.operation('GET /roles/{name}'), '22.3.0'],
		['a field came', known.added('POST /call_queues', 'enable_night_mode'), '22.3.0'],
		[
			'a field had another name',
			known.changed('POST /admin/notification', 'notify_service_disconnected'),
			'22.6.0',
		],
		[
			'an operation was there at the latest',
			known.operation('GET /users/export'),
			'22.3.0 at the latest',
		],
		['nothing changed', known.operation('GET /tenants'), undefined],
	])('%s', (_, version, expected) => {
		expect(version).toBe(expected);
	});
});

test('the contract itself has nothing new, gone or different', () => {
	expect(diff(contract(), history())).toEqual({ added: [], gone: [], different: [] });
});

test('npm run api:diff ends well, whatever it finds', () => {
	const root = path.resolve(import.meta.dirname, '../..');
	const output = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/apiDiff.mts', file], {
		cwd: root,
	}).toString();
	expect(output).toContain('Lamps 2.0: 7 operations\n\nNew: 7 operations that no row has');
	expect(output).toContain('Different: 0 facts in 0 operations');
}, 60_000);
