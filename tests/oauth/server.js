// An OAuth server that is not the project's own. `node server.js CLIENT SECRET ISSUER` listens on a free port of this
// computer and prints it. ISSUER is the address under which the program knows it: a proxy stands in front.
import Provider from 'oidc-provider';

const [id, secret, issuer] = process.argv.slice(2);

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: id,
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/koppelwijzer'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  scopes: ['all'],
  routes: { authorization: '/authorize', token: '/token', revocation: '/token/revoke' },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  pkce: { required: () => true, methods: ['S256'] },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  ttl: { AccessToken: 3599, AuthorizationCode: 60, RefreshToken: 86400, Grant: 86400, Session: 86400, Interaction: 600 },
  findAccount: async (_, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['of this test only'] },
});
provider.proxy = true;

// Whoever comes is signed in and gives access: people and their answers are not what is tested.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = new provider.Grant({ accountId: 'oefenen', clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId: 'oefenen' }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
});

const server = provider.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
