using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Tests.Evaluation;
using LoanServicing.Domain.Tests.Loans;

namespace LoanServicing.Domain.Tests.Participants;

/// <summary>
/// What is said of loans because of the account follows in every life, recorded in whatever order; a figure that was
/// changed does not.
/// </summary>
public class UnfoundedStatementProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_figure_of_any_life_that_was_changed_is_found()
    {
        var (statements, anew) = (0, 0);
        Prop.ForAll(
                SomeScenario.Any,
                draw =>
                {
                    var life = draw.Live();
                    UnfoundedStatement.In(life.History).ShouldBeEmpty();
                    var history = new LateRecording(life, draw.Acts.Count).Run().History;
                    UnfoundedStatement.In(history).ShouldBeEmpty();
                    var lent = history.Loans.Where(loan => loan.Made is Originated { Exempt: null }).ToList();
                    if (lent.Count == 0)
                        return;
                    var loan = lent[draw.Policy % lent.Count];
                    var changed = history with
                    {
                        Loans = [.. history.Loans.Select(other => other == loan ? Changed(loan) : other)],
                    };
                    UnfoundedStatement
                        .In(changed)
                        .Select(unfounded => (unfounded.Loan, unfounded.Version))
                        .ShouldContain((loan.Made.Loan, 1L));
                    statements++;
                    anew += loan.Recorded.Any(e => e is FiguresRestated { Fact: 1 }) ? 1 : 0;
                }
            )
            .Check(PropertyRuns.Config);
        output.WriteLine($"{statements} statements changed, {anew} of them in what was said anew");
        anew.ShouldBeGreaterThan(0);
        statements.ShouldBeGreaterThan(anew);
    }

    // By a cent, where it was said last.
    private static LoanHistory Changed(LoanHistory loan)
    {
        var last = loan.Recorded.ToList().FindLastIndex(e => e is Originated or FiguresRestated { Fact: 1 });
        return new([
            .. loan.Recorded.Select(
                (e, index) =>
                    index != last
                        ? e
                        : e switch
                        {
                            Originated made => made with { Borrowing = More(made.Borrowing!) },
                            FiguresRestated restated => restated with { Borrowing = More(restated.Borrowing!) },
                            _ => e,
                        }
            ),
        ]);
    }

    private static BorrowingFigures More(BorrowingFigures figures) =>
        figures with
        {
            Outstanding = figures.Outstanding + 0.01m,
        };
}
