"""Evidence in the API; each noun has a file of its own."""

from ninja import Router

from culturefirst.intelligence import api_assets

router = Router()
router.add_router("", api_assets.router)
POLICIES = api_assets.POLICIES
