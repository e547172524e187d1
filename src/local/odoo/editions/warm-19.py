for bundle in ('web.assets_frontend', 'web.assets_frontend_minimal', 'web.assets_frontend_lazy', 'web.assets_web'):
    together = env['ir.qweb']._get_asset_bundle(bundle, js=True, css=True)
    together.js()
    together.css()
env.cr.commit()
