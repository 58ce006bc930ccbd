import fc from 'fast-check';
import { suggestedName } from '../../pbx/files/fileName.ts';

test.each([
	['attachment; filename="report.csv"', 'report.csv'],
	['attachment; filename=report.csv', 'report.csv'],
	['attachment;filename = "report.csv" ; size=3', 'report.csv'],
	['attachment; filename="a;b.csv"', 'a;b.csv'],
	['attachment; filename="a \\"b\\".csv"', 'a "b".csv'],
	["attachment; filename*=UTF-8''na%C3%AFve%20file.csv", 'naïve file.csv'],
	['attachment; filename="plain.csv"; filename*=UTF-8\'\'%e2%82%ac.csv', '€.csv'],
	["attachment; filename*=iso-8859-1'en'%A3.csv", '£.csv'],
	["attachment; filename*=UTF-8''%ff; filename=plain.csv", 'plain.csv'],
	['attachment; FILENAME="Report.CSV"', 'Report.CSV'],
	['filename="bare.csv"', 'bare.csv'],
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="C:\\temp\\report.csv"', 'report.csv'],
	["attachment; filename*=UTF-8''..%2F..%2Fevil.sh", 'evil.sh'],
	['attachment; filename=".."', undefined],
	['attachment; filename="x/.."', undefined],
	['attachment; filename=""', undefined],
	['attachment', undefined],
	['', undefined],
	[undefined, undefined],
])('%s suggests %s', (header, name) => {
	expect(suggestedName(header)).toBe(name);
});

test('no header suggests a path', () => {
	const part = fc.constantFrom(
		'..',
		'/',
		'\\',
		'"',
		';',
		'filename=',
		'filename*=',
		"UTF-8''",
		'%2f',
		'%5c',
		'a',
		'.',
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
			const name = suggestedName(`attachment; filename=${parts.join('')}`);
			expect(name ?? 'none').not.toMatch(/[/\\]|^\.{0,2}$/);
		}),
		{ numRuns: 2000 },
	);
});
