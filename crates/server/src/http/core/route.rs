//! The table of routes: from one attribute on its handler come a route's path, its method and its description.

use super::app::App;
use super::problem::Problem;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::Path;
use utoipa::openapi::path::{HttpMethod, Operation};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, RefOr, Schema,
    SecurityRequirement, Server,
};

/// One route.
pub(crate) struct Route {
    path: String,
    method: HttpMethod,
    operation: Operation,
    schemas: Vec<(String, RefOr<Schema>)>,
    router: MethodRouter<App>,
}

impl Route {
    /// The route that `P` describes, `name`d after its chapter and file.
    pub(crate) fn of<P, H, T>(name: &str, handler: H) -> Self
    where
        P: Path + utoipa::__dev::SchemaReferences,
        H: Handler<T, App>,
        T: 'static,
    {
        let mut operation = P::operation();
        operation.operation_id = Some(name.replace("::", "-").replace('_', "-"));
        let mut schemas = Vec::new();
        P::schemas(&mut schemas);
        let method = P::methods().into_iter().next().unwrap_or(HttpMethod::Get);
        let filter = match method {
            HttpMethod::Post => MethodFilter::POST,
            HttpMethod::Put => MethodFilter::PUT,
            HttpMethod::Delete => MethodFilter::DELETE,
            _ => MethodFilter::GET,
        };
        Self { path: P::path(), method, operation, schemas, router: on(filter, handler) }
    }
}

/// A route for each endpoint file.
macro_rules! routes {
    ($($chapter:ident :: $file:ident),+ $(,)?) => {
        vec![$($crate::http::core::route::Route::of::<$crate::http::$chapter::$file::__path_handle, _, _>(
            concat!(stringify!($chapter), "::", stringify!($file)),
            $crate::http::$chapter::$file::handle,
        )),+]
    };
}
pub(crate) use routes;

/// The router of `routes`.
pub(crate) fn router(routes: Vec<Route>) -> Router<App> {
    routes.into_iter().fold(Router::new(), |router, route| router.route(&route.path, route.router))
}

/// The description of `routes`.
pub(crate) fn describe(routes: Vec<Route>, url: &str) -> OpenApi {
    let mut components = ComponentsBuilder::new().schemas_from_iter([Problem::described()]);
    let mut paths = PathsBuilder::new();
    for route in routes {
        components = components.schemas_from_iter(route.schemas);
        let mut operation = route.operation;
        if route.path.starts_with("/v1") {
            operation.security = Some(vec![SecurityRequirement::new("credential", Vec::<String>::new())]);
        }
        paths = paths.path(route.path, PathItem::new(route.method, operation));
    }
    let bearer = SecurityScheme::Http(Http::builder().scheme(HttpAuthScheme::Bearer).bearer_format("yn").build());
    let info = InfoBuilder::new().title("Yinuo").version(env!("CARGO_PKG_VERSION")).description(Some(ABOUT)).build();
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(url)]))
        .paths(paths)
        .components(Some(components.security_scheme("credential", bearer).build()))
        .build()
}

const ABOUT: &str = "The engine that makes a privacy policy run. Every call names who acts; every refusal names the \
promise that stands against it and what would make it allowed. No personal value stands in a path or a query.";
