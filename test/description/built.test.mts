import { buildProperties } from '../../nodes/shared/description/index.ts';
import { PortSip } from '../../nodes/PortSip/PortSip.node.ts';
import { BUILT_PROPERTIES, builtProperties } from '../../scripts/docs/description.mts';
import { stalenessOf } from '../../scripts/docs/folder.mts';

describe('the properties that the node loads', () => {
	test('are up to date', () => {
		const stale = stalenessOf(BUILT_PROPERTIES, builtProperties());
		expect(stale.length ? ['Run npm run description:', ...stale].join('\n  ') : '').toBe('');
	});

	test('are those that the rows give, and fresh for each node', () => {
		const [one, other] = [new PortSip().description, new PortSip().description];
		expect(one.properties).toEqual(JSON.parse(JSON.stringify(buildProperties())));
		expect(one.properties[0]).not.toBe(other.properties[0]);
		expect(one.properties[0].options?.[0]).not.toBe(other.properties[0].options?.[0]);
	});
});
