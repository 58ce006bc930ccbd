import { areas } from '../../nodes/shared/api/index.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { builtFolder, builtProperties } from '../../scripts/docs/description.mts';
import { stalenessOf } from '../../scripts/docs/folder.mts';
import { descriptionOf } from '../../scripts/nodes.mts';

describe.each(areas)('the properties that $node loads', (area) => {
	test('are up to date', () => {
		const stale = stalenessOf(builtFolder(area), builtProperties(area));
		expect(stale.length ? ['Run npm run description:', ...stale].join('\n  ') : '').toBe('');
	});

	test('are those that the rows give, and fresh for each node', () => {
		const [one, other] = [descriptionOf(area.node), descriptionOf(area.node)];
		expect(one.properties).toEqual(JSON.parse(JSON.stringify(buildProperties(area))));
		expect(one.properties[0]).not.toBe(other.properties[0]);
		expect(one.properties[0].options?.[0]).not.toBe(other.properties[0].options?.[0]);
	});
});
