import { action, create, get, getMany, remove, resource, update, upsert } from '../define';
import {
	choice,
	displayName,
	email,
	flag,
	generable,
	integer,
	need,
	secret,
	text,
	ownTimezone,
	userName,
	website,
} from '../fields';

/** What dealers may change in their own record, too. */
export const ownProfile = [
	email,
	displayName(1024),
	website,
	text('phone', undefined, { max: 32 }),
	text('address', undefined, { max: 128 }),
	text('description'),
	ownTimezone,
];

const [emailField, shownName, ...rest] = ownProfile;

const maxTenants = integer('max_tenants', 'How many tenants the dealer may have', {
	default: 100,
	min: 0,
});
const maxExtensions = integer(
	'max_extensions',
	'How many extensions all tenants of the dealer may have together',
	{ default: 50000, min: 0 },
);
const settings = [
	flag('enabled', 'Whether the dealer may sign in', { default: true }),
	flag('tenant_full_access', "Whether the dealer has full control over the tenants' settings", {
		default: true,
	}),
	integer('max_cc_users', 'How many contact center users all tenants may have together', {
		since: '22.8',
	}),
	integer('max_advanced_users', 'How many users with the advanced license', { since: '22.8' }),
];

/** Columns of the short form, also of the own account. */
export const simple = [
	'id',
	'name',
	'display_name',
	'level',
	'email',
	'enabled',
	'max_tenants',
	'max_extensions',
];

export const dealer = resource(
	'dealer',
	'Dealer',
	'/dealers',
	[
		create(
			[
				need(
					choice(
						'level',
						{
							DISTRIBUTOR: 'Distributor',
							SUB_DISTRIBUTOR: 'Sub-Distributor',
							RESELLER: 'Reseller',
						},
						'Rank of the dealer; a dealer creates only dealers below its own rank',
					),
				),
				need(userName),
				generable(secret('password', 'Password for the first sign-in')),
				need(emailField),
				need(shownName),
				need(maxTenants),
				need(maxExtensions),
				...settings,
				...rest,
			],
			{ description: 'Add a dealer who sells and runs tenants' },
		),
		upsert(
			['name', 'email'],
			[{ field: 'password', route: 'POST /{id}/password', sentAs: 'password', created: true }],
		),
		get({ simple }),
		getMany({ simple, paging: 'undeclared' }),
		update([maxTenants, maxExtensions, ...settings, ...ownProfile]),
		remove({ description: 'Only a dealer without dealers below it can be deleted' }),
		action('setPassword', 'POST /{id}/password', [need(secret('password', 'The new password'))], {
			action: 'Set password of dealer',
			description: 'Give a dealer a new password',
		}),
	],
	{
		alsoCalled: 'Reseller',
		description: 'Who sells and runs tenants; needs a system administrator or a dealer above',
	},
);
