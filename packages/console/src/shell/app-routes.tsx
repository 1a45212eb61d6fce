import { Suspense } from 'react';
import { Navigate, Outlet, Route, Routes } from 'react-router';
import { Layout } from './layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { linkPages, pages, publicPages } from './pages.ts';
import { PublicOnly, SignedInOnly } from './session-gates.tsx';

function routesOf(table: Record<string, { Page: React.ComponentType }>) {
  return Object.entries(table).map(([path, { Page }]) => <Route key={path} path={path} element={<Page />} />);
}

/** What stands at each address. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Door />}>
        <Route
          element={
            <PublicOnly>
              <Outlet />
            </PublicOnly>
          }
        >
          {routesOf(publicPages)}
        </Route>
        {routesOf(linkPages)}
      </Route>
      <Route
        element={
          <SignedInOnly>
            <Layout>
              <PageBoundary>
                <Suspense fallback={<PageSkeleton />}>
                  <Outlet />
                </Suspense>
              </PageBoundary>
            </Layout>
          </SignedInOnly>
        }
      >
        <Route index element={<Navigate to="/get-started" replace />} />
        {routesOf(pages)}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

/** Around pages without a rail. */
function Door() {
  return (
    <PageBoundary>
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
    </PageBoundary>
  );
}
